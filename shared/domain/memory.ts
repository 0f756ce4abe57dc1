import type { Baseline } from './baseline';
import type { PartWindow } from './blind-in-part';
import type { BlindWindow } from './blind-window';
import type { Exemption } from './exemption';
import type { Finding } from './finding';
import type { IncidentState } from './incident';
import type { Obstacle } from './obstacle';
import type { Subject } from './subject';

/** The latest episode on a subject: which incident holds it and which stops it already accounts for. */
export interface Episode {
  readonly incidentId: string;
  readonly state: IncidentState;
  readonly openedAt: string;
  readonly lastSeenAt: string;
  /** A stop at or before this time is already in an incident. Absent until a window was recorded. */
  readonly accountedUntil?: string;
  /** The time of the look that `state` comes from; absent on rows of older versions. */
  readonly observedAt?: string;
  /** Until then the incident before this one accounts for events; absent on the first. */
  readonly since?: string;
  /** The incident before this one on the same subject; absent on the first. */
  readonly previous?: string;
  /** The same, where this incident follows it. */
  readonly follows?: string;
  /** Blows on the unanswered incidents that this one goes on from. */
  readonly priorBlows?: number;
}

/** What one delivery found wrong with a subject when it began to put it back, in a note that only that delivery writes. */
export interface Mending {
  /** When the delivery began. */
  readonly since: string;
  readonly found: readonly Finding[];
  readonly windows: readonly BlindWindow[];
  readonly blindInPart: readonly PartWindow[];
  /** The delivery could not write it down and has ended; absent while it may be at work. */
  readonly isLeft?: true;
}

/** What the warden remembers of one subject. */
export interface SubjectMemory {
  readonly baseline?: Baseline;
  /** The seal on the row of the baseline, not verified yet; absent when it carries none. */
  readonly mac?: string;
  /** The row for the baseline holds something that is no baseline of this subject. */
  readonly illegible?: true;
  readonly episode?: Episode;
  /** It was made anew at this time, and may not be whole yet; absent once a look found nothing owed. */
  readonly owedSince?: string;
  /** A delivery began to put it back and had not written down what it found; absent where all had. */
  readonly isMending?: true;
  /**
   * A stop at or before this time was part of a planned change, and is in no incident. Absent until there was one.
   */
  readonly plannedUntil?: string;
  /** Only for parts of ours: that it was seen as a release has it. Absent until then. */
  readonly seen?: SeenPart;
  /** Its baseline is what a release says, not what its row holds. */
  readonly isReleased?: true;
}

/** A part of ours that was once seen as it must be: from then on its absence is a loss. */
export interface SeenPart {
  readonly subject: Subject;
  readonly at: string;
  /** The digest of the version that it had. */
  readonly digest: string;
  /** That was not the newest one; so the rollout has not come to it yet. */
  readonly isBehind?: true;
  /** Since when it is between two versions; absent while it is what one of them says. */
  readonly betweenSince?: string;
}

/** What the warden remembers of one account, as of `readAt`; `unreachable` when the table did not answer. */
export type Memory =
  | {
      readonly kind: 'known';
      readonly readAt: string;
      /** By subject key. */
      readonly subjects: Readonly<Record<string, SubjectMemory>>;
      readonly exemptions: readonly Exemption[];
    }
  | { readonly kind: 'unreachable'; readonly why: Obstacle };
