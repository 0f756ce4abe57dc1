/** What an intruder may have left on a machine or done from it. */
export const traceKinds = [
  'credentials-elsewhere', // the machine's own credentials were used from outside it
  'detection', // GuardDuty's
  'kernel', // in memory: what the kernel hides, or who took over its functions
  'log-tampering', // logs, histories or records of logins were removed, stopped or forged
  'seen-elsewhere', // the same address or key logged in on another machine
  'key', // something that lets someone log in was added
  'user', // an account was added or may do more
  'start', // a job, a service or a script that comes back
  'setuid', // a program that runs with the rights of its owner
  'preload', // a library that every program loads
  'pattern', // a file that a rule knows
  'program', // a program that runs or lies where none should, or whose file is gone
  'name', // a name that was asked for: of a mining pool, a tunnel, a drop
  'listener', // an open port that no one called before
  'peer', // an address that the machine never talked with before
  'command', // a command that intruders type
  'hidden', // a name made to be overlooked
  'change', // a file that was changed or deleted
] as const;

export type TraceKind = (typeof traceKinds)[number];

export interface Trace {
  readonly kind: TraceKind;
  /** One sentence for a person. */
  readonly sentence: string;
  /** Where it stands: an event's id, a log line, a file. */
  readonly evidence: readonly string[];
  /** When, where that is known. */
  readonly at?: string;
  /** AWS wrote it, or the machine did, which may lie. */
  readonly words: 'aws' | 'host';
}

/** The worst first; within a kind, in order of time. */
export const inOrder = (traces: readonly Trace[]): readonly Trace[] =>
  traces.toSorted(
    (one, other) =>
      traceKinds.indexOf(one.kind) - traceKinds.indexOf(other.kind) ||
      (one.at ?? '').localeCompare(other.at ?? ''),
  );

/** A look that found nothing, or could not be had. */
export interface LookedFor {
  readonly what: string;
  /** Absent where the look was whole: there is nothing of it. */
  readonly unread?: string;
}

export const researchSources = [
  'CloudTrail',
  'flow logs',
  'DNS logs',
  'host',
  'GuardDuty',
] as const;

export type ResearchSource = (typeof researchSources)[number];

/** One moment of the research's timeline. */
export interface ResearchEntry {
  readonly at: string;
  readonly source: ResearchSource;
  readonly text: string;
  readonly evidence: string;
}

export interface Research {
  /** Oldest first. */
  readonly entries: readonly ResearchEntry[];
  /** As many were left out. */
  readonly entriesLeft: number;
  readonly traces: readonly Trace[];
  readonly tracesLeft: number;
  readonly lookedFor: readonly LookedFor[];
}
