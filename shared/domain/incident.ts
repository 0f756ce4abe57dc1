import type { Acknowledgement } from './acknowledgement';
import type { PartWindow } from './blind-in-part';
import type { BlindWindow } from './blind-window';
import type { Contacts } from './contact';
import type { DarkReport } from './dark';
import type { Evidence } from './evidence';
import type { Announced } from './exemption';
import type { Lineage, Person } from './lineage';
import type { Login } from './login';
import type { LoginRun } from './login-run';
import type { Ask, PlaybookReport } from './playbook';
import type { RestorationOutcome } from './restoration';
import type { Severity } from './technique';

/** Where an incident stands. Acknowledgement is apart: a restored incident still wants a reader. */
export const incidentStates = [
  'open', // not put back yet: being worked on
  'restored', // logging again; further tampering within the quiet period joins it
  'escalated', // a human must act: it could not be put back, or keeps coming back
  'attempted', // AWS refused every call: a caller tried, and nothing changed
] as const;

export type IncidentState = (typeof incidentStates)[number];

/** The state of its subject by the latest look, where neither "it is back" nor "not back yet" would be true. */
export type Standing =
  | 'gone' // it does not exist, and no baseline says that it must
  | 'unguarded' // it exists, and no baseline says what it must be
  | 'left' // its account left the organization, so our roles cannot look into it any more
  | 'retired'; // a person with the right to do so ended the guarding of it

export interface TimelineEntry {
  readonly at: string;
  readonly kind:
    | 'tampered'
    | 'attempted'
    | 'noticed'
    | 'step'
    | 'restored'
    | 'failed'
    | 'escalated'
    | 'acknowledged';
  readonly text: string;
  /** The state of its playbook that wrote it. */
  readonly state?: string;
}

/** A blow on an incident that had been told already: the second, the third … */
export interface Repeat {
  /** Which blow it was: 2 is the first repeat. */
  readonly times: number;
  readonly at: string;
  /** A principal that was not on the incident before; absent when it was the same again. */
  readonly actor?: string;
  /** Techniques that were not on the incident before; absent when there are none. */
  readonly techniques?: readonly string[];
}

/** One episode on one subject: at most one takes repeats at a time, and every repeat is counted on it. */
export interface Incident extends IncidentSummary {
  /** Closed windows, oldest first; `blindMs` is their sum. */
  readonly windows: readonly BlindWindow[];
  /**
   * Dark time that a later incident tells of, with the caller who began it: a stop in it changed nothing here.
   * Absent: none.
   */
  readonly windowsElsewhere?: readonly BlindWindow[];
  /** What was lost or went elsewhere while it logged on, oldest first. Absent where nothing was. */
  readonly blindInPart?: readonly PartWindow[];
  readonly timeline: readonly TimelineEntry[];
  /** Until then the incident before it accounts for events; absent on the first of a subject. */
  readonly since?: string;
  /** Planned changes of its subject that were in force when it was opened, or just before. Absent where none was. */
  readonly announced?: readonly Announced[];
  /** What to do, a line each, where no machine undoes it; absent elsewhere. */
  readonly guidance?: readonly string[];
  /** The last answer of a person; absent until there is one. The timeline has them all. */
  readonly acknowledgement?: Acknowledgement;
  /** Who is behind it; absent until the investigator has asked. */
  readonly lineage?: Lineage;
  /** Whom to tell; absent until the investigator has asked. */
  readonly contacts?: Contacts;
  /** What was recovered of the blind time; absent until the investigator has looked. */
  readonly dark?: DarkReport;
  /** What its playbook waits for, or waited for last. Absent where it never asked. */
  readonly ask?: Ask;
  /** Absent until its playbook is through, and where none answers it. */
  readonly playbook?: PlaybookReport;
  /** The login that it tells of. Absent where it tells of none. */
  readonly login?: Login;
  /** What the playbook of a login has found so far. */
  readonly loginRun?: LoginRun;
}

/** The fields that lists show. */
export interface IncidentSummary {
  readonly id: string;
  readonly subjectKey: string;
  readonly subjectId: string;
  readonly accountId: string;
  /** Not kept in the table: a reader asks Organizations for it, and does without if that fails. */
  readonly accountName?: string;
  readonly region: string;
  readonly state: IncidentState;
  readonly outcome: RestorationOutcome;
  readonly severity: Severity;
  readonly acknowledged: boolean;
  readonly techniques: readonly string[];
  /** Every name of every actor: principals, roles, source identities. */
  readonly actors: readonly string[];
  /** The person that the call was walked back to, and how sure that is; absent while none is known. */
  readonly person?: Pick<Person, 'name' | 'certainty'>;
  /** The evidence of the first event that reached us; absent when only a sweep saw it. */
  readonly evidence?: Evidence;
  readonly sentence: string;
  /** Why a person is needed; absent while none is. */
  readonly escalation?: string;
  readonly openedAt: string;
  readonly lastSeenAt: string;
  /** Absent where a baseline says what it must be. */
  readonly standing?: Standing;
  /** `now`: the latest look could not read it. `before`: an earlier one could not. Absent where each could. */
  readonly unread?: 'now' | 'before';
  /** Our clock: when the read-back (or a later look) showed it whole again. */
  readonly restoredAt?: string;
  /** The start of the window that is open now. */
  readonly blindSince?: string;
  /** How many distinct events of tampering it has; 0 when only a sweep saw it. */
  readonly events: number;
  /** How often a counted event was handled again; a copy that was acknowledged without handling is not counted. */
  readonly redeliveries: number;
  /** How many looks found it without an event that explains it; absent elsewhere. */
  readonly looks?: number;
  /** The time that was blind, none of it counted twice: the measure of the union of all windows. */
  readonly blindMs: number;
  /** The incident this one goes on from: it was whole, and answered or by another hand. Absent elsewhere. */
  readonly follows?: string;
  /** The last blow after the first that is worth telling; absent while there was none. */
  readonly again?: Repeat;
  /** Since when an answer is waited for; absent: since it was opened. A blow after an answer sets it. */
  readonly unansweredSince?: string;
  /** AWS's time of the newest blow; a look's, where no event tells. Absent on older incidents. */
  readonly lastBlowAt?: string;
  /** Calls under names that `actors` had no room for: "and N more". Absent while there are none. */
  readonly furtherCalls?: number;
  /** Moments that the timeline has no room for: "and N more". Absent while there are none. */
  readonly furtherMoments?: number;
  /** The time of the newest moment that the timeline has no room for. Absent while there is none. */
  readonly furtherUntil?: string;
}

/** Of an incident as machines read it (`--json`, webhooks): it grows without a new number, and changes with one. */
export const FORMAT = 1;
