/** From when to when, ISO times on whole seconds, both included: CloudTrail's records know no less. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** One event of the dark, as much of its record as is there. A missing field is absent, never guessed. */
export interface DarkEvent {
  readonly id: string;
  readonly at: string;
  readonly accountId: string;
  readonly region: string;
  /** `iam.amazonaws.com` */
  readonly source: string;
  readonly name: string;
  /** ARN of who called; else the principal id, the service, the account; else `unknown`. */
  readonly principal: string;
  readonly accessKeyId?: string;
  readonly sourceIp?: string;
  /** Absent when the call succeeded. */
  readonly errorCode?: string;
  /** AWS itself did it, or a service on a caller's behalf. */
  readonly byService: boolean;
  /** ARN of the role that AWS let the caller assume; absent on every other call. */
  readonly assumed?: string;
}

export interface Count {
  readonly name: string;
  readonly events: number;
}

/** What a group did: all events are counted, the lists show the most frequent. */
export interface DarkGroup {
  readonly events: number;
  /** How many of them AWS refused. */
  readonly refused: number;
  readonly principals: readonly Count[];
  /** `service:Action` */
  readonly calls: readonly Count[];
}

export const riskKinds = [
  'credentials', // new ways in
  'logging', // other eyes put out
  'policies', // more rights than before
  'keys', // what is encrypted, and by whom it is read
  'network', // doors opened
  'data', // taken away, shared or destroyed
] as const;

export type RiskKind = (typeof riskKinds)[number];

/** An event that a responder must look at, and why. */
export interface RiskyEvent {
  readonly kind: RiskKind;
  readonly why: string;
  readonly by: DarkPart;
  readonly event: DarkEvent;
}

/** Whose doing an event was. `actor`: who did the tampering, by principal, access key or address. */
export type DarkPart = 'actor' | 'others' | 'service' | 'warden';

/** What was recovered of the blind time of an incident, or of the time around it. The four groups add up to `events`. */
export interface DarkReport {
  /** Nothing was blind: logging went on, and this is what happened around the call. Absent elsewhere. */
  readonly lit?: true;
  /** What was not logged although logging went on: `in part: …`. Absent where all was. */
  readonly partly?: string;
  /** From the first to the last blind moment (where nothing was, from the first call until it was put back); `to` is absent while it is blind. */
  readonly window: { readonly from: string; readonly to?: string };
  /** How much before and after was searched as well; where nothing was blind, before only. */
  readonly marginMinutes: number;
  /** Event history has had time to deliver all of it, and all of it that can be recovered was read. */
  readonly recovered: boolean;
  /** Everybody was asked for all of it; who did not answer is in `notRecoverable`. Absent until then. */
  readonly asked?: true;
  readonly events: number;
  readonly byActor: DarkGroup;
  readonly byOthers: DarkGroup;
  readonly byService: DarkGroup;
  readonly byWarden: DarkGroup;
  /** Times of the first and the last event; absent when there was none. */
  readonly first?: string;
  readonly last?: string;
  /** The most dangerous first; `riskyEvents` counts them all. */
  readonly risky: readonly RiskyEvent[];
  readonly riskyEvents: number;
  /** What can not, or could not yet, be recovered: a sentence each. Never empty. */
  readonly notRecoverable: readonly string[];
  /** Where the events themselves lie; absent until some were written. */
  readonly manifest?: { readonly bucket: string; readonly key: string; readonly sha256: string };
  readonly at: string;
}

/** A file of events in the evidence bucket. */
export interface DarkFile extends Span {
  /** Absent, as the Region, where it holds many places: each record says its own. */
  readonly accountId?: string;
  readonly region?: string;
  readonly key: string;
  /** Hexadecimal, of the file as it lies there. */
  readonly sha256: string;
  readonly bytes: number;
  readonly events: number;
}

/** The list of an incident's files, beside them in the evidence bucket. */
export interface DarkManifest {
  readonly version: 1;
  readonly incident: string;
  readonly writtenAt: string;
  readonly events: number;
  readonly files: readonly DarkFile[];
}
