/** A time span in ISO times on whole seconds, both included: CloudTrail's records are no more precise. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** One event of the dark, with as many fields as its record has. A missing field is absent, never guessed. */
export interface DarkEvent {
  readonly id: string;
  readonly at: string;
  readonly accountId: string;
  readonly region: string;
  /** `iam.amazonaws.com` */
  readonly source: string;
  readonly name: string;
  /** ARN of the caller; else the principal id, the service, the account; else `unknown`. */
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

/** The doings of a group: all events are counted, the lists show the most frequent. */
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
  'logging', // other logs turned off
  'policies', // more rights than before
  'keys', // encryption, and who can read
  'network', // doors opened
  'data', // taken away, shared or destroyed
] as const;

export type RiskKind = (typeof riskKinds)[number];

/** An event that a responder must look at, with the reason. */
export interface RiskyEvent {
  readonly kind: RiskKind;
  readonly why: string;
  readonly by: DarkPart;
  readonly event: DarkEvent;
}

/** Which group caused an event. `actor`: the one who did the tampering, by principal, access key or address. */
export type DarkPart = 'actor' | 'others' | 'service' | 'warden';

/** Events recovered of an incident's blind time, or of the time around it. The four groups add up to `events`. */
export interface DarkReport {
  /** Nothing was blind: logging went on, and these events happened around the call. Absent elsewhere. */
  readonly lit?: true;
  /** What was not logged although logging went on: `in part: …`. Absent where everything was logged. */
  readonly partly?: string;
  /**
   * From the first to the last blind moment (or, where nothing was blind, from the first call until the change was
   * put back); `to` is absent while it is blind.
   */
  readonly window: { readonly from: string; readonly to?: string };
  /** How much before and after was searched as well; where nothing was blind, before only. */
  readonly marginMinutes: number;
  /** Event history has had time to deliver everything, and all that can be recovered was read. */
  readonly recovered: boolean;
  /**
   * Every source was asked for the whole time; `notRecoverable` names those that did not answer. Absent until then.
   */
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
  /** What cannot, or could not yet, be recovered: a sentence each. Never empty. */
  readonly notRecoverable: readonly string[];
  /** Where the files of events are; absent until one was written. */
  readonly manifest?: { readonly bucket: string; readonly key: string; readonly sha256: string };
  readonly at: string;
}

/** A file of events in the evidence bucket. */
export interface DarkFile extends Span {
  /** Absent, like the Region, where the file holds many places: each record says its own. */
  readonly accountId?: string;
  readonly region?: string;
  readonly key: string;
  /** Hexadecimal, of the file as it is stored. */
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
