import type { PartWindow } from './blind-in-part';
import type { BlindWindow } from './blind-window';
import type { Decision } from './decision';
import type { Doubt } from './doubt';
import type { Announced } from './exemption';
import type { Finding } from './finding';
import type { SubjectMemory } from './memory';
import type { Observation } from './observation';
import type { RestorationOutcome, TakenStep } from './restoration';
import type { EventSignal, Signal } from './signal';
import type { Subject } from './subject';
import type { Severity } from './technique';

/** One look at one subject, from signals to outcome, with everything that is worth writing down. */
export interface Reconciliation {
  readonly subject: Subject;
  readonly signals: readonly Signal[];
  /** Those of the signals that are tampering and took effect, oldest first. */
  readonly tampering: readonly EventSignal[];
  /** Its owner changed it, and it is no worse: those events are told only on the incident that has them already. */
  readonly isHarmless?: true;
  /** When the first look began; later looks only check the steps. */
  readonly decision: Decision;
  readonly findings: readonly Finding[];
  /**
   * The subject is new and cannot be guarded, and the event of its making is here or on its way: that is told as a
   * reported row. Its place is watched from then on, so looks without this mark follow within minutes.
   */
  readonly isToldBeside?: boolean;
  /**
   * Ids of the techniques: of the findings, or, where nothing could be read, of those that the events make us
   * suspect.
   */
  readonly techniques: readonly string[];
  readonly severity: Severity;
  /** The times without logging, oldest first; all closed when the subject is whole again. */
  readonly windows: readonly BlindWindow[];
  /** What was lost or went elsewhere although the trail logged on; absent where nothing was. */
  readonly blindInPart?: readonly PartWindow[];
  readonly taken: readonly TakenStep[];
  readonly outcome: RestorationOutcome;
  /** The last observation. */
  readonly observation: Observation;
  /**
   * Differences from its baseline that nothing puts back, in words; absent where there is none, or where it was not
   * whole.
   */
  readonly left?: string;
  /** The memory before the look, possibly up to a minute old. */
  readonly memory: SubjectMemory;
  /** Why the baseline in it was not believed; absent when it was, or when there is none. */
  readonly doubt?: Doubt;
  /** Planned changes that are in force on it, or were of late; absent where there are none. Never forged ones. */
  readonly announced?: readonly Announced[];
  readonly startedAt: string;
  readonly endedAt: string;
  /** Why the signals must be delivered again; absent when they are dealt with. */
  readonly again?: string;
  /** Only a person can end what keeps it from being put back; `again` says how. */
  readonly isForPerson?: boolean;
  /**
   * Tampering without a visible effect, on a subject without an incident: it changed nothing, or another delivery
   * has just put it back and not written it down yet.
   */
  readonly isUnplaced?: boolean;
  /** The look of a delivery that ended before it wrote this down, told by a later one. */
  readonly isLate?: boolean;
  /** Beside `isUnplaced`: another delivery has begun to put it back, and may still write it down. */
  readonly isAtWork?: boolean;
}
