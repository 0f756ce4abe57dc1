import type { BlindWindow } from './blind-window';
import type { Evidence } from './evidence';
import type { RestorationOutcome } from './restoration';
import type { Severity } from './technique';

/** Where an incident stands. Acknowledgement is apart: a restored incident still wants a reader. */
export const incidentStates = [
  'open', // not put back yet: being worked on
  'restored', // logging again; further tampering within the quiet period joins it
  'escalated', // a human must act: it could not be put back, or keeps coming back
  'attempted', // AWS refused every call: nothing happened, and somebody tried
] as const;

export type IncidentState = (typeof incidentStates)[number];

export interface TimelineEntry {
  readonly at: string;
  readonly kind:
    | 'tampered'
    | 'attempted'
    | 'noticed'
    | 'step'
    | 'restored'
    | 'failed'
    | 'escalated';
  readonly text: string;
}

/** One episode on one subject: at most one takes repeats at a time, and every repeat is counted on it. */
export interface Incident extends IncidentSummary {
  /** Closed windows, oldest first; `blindMs` is their sum. */
  readonly windows: readonly BlindWindow[];
  readonly timeline: readonly TimelineEntry[];
  /** What to do, a line each, where nothing is undone by machine; absent where it is. */
  readonly guidance?: readonly string[];
}

/** What lists show. */
export interface IncidentSummary {
  readonly id: string;
  readonly subjectKey: string;
  readonly subjectId: string;
  readonly accountId: string;
  readonly region: string;
  readonly state: IncidentState;
  readonly outcome: RestorationOutcome;
  readonly severity: Severity;
  readonly acknowledged: boolean;
  readonly techniques: readonly string[];
  /** Every name of every actor: principals, roles, source identities. */
  readonly actors: readonly string[];
  /** Of the first event that reached us; absent when only a sweep saw it. */
  readonly evidence?: Evidence;
  readonly sentence: string;
  /** Why a human is wanted; absent while none is. */
  readonly escalation?: string;
  readonly openedAt: string;
  readonly lastSeenAt: string;
  /** Our clock: when the read-back (or a later look) showed it whole again. */
  readonly restoredAt?: string;
  /** Start of the window that is open now. */
  readonly blindSince?: string;
  /** Distinct tampering events on it; 0 when only a sweep saw it. */
  readonly events: number;
  /** Deliveries of events that were already counted. */
  readonly redeliveries: number;
  /** Looks that found it, where no event ever says so; absent elsewhere. */
  readonly looks?: number;
  readonly blindMs: number;
}
