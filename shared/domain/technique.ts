import type { Baseline } from './baseline';
import type { JudgeBucket } from './bucket-change';
import type { Finding } from './finding';
import type { Known } from './observation';
import type { PartBySubject, Subject, SubjectKind } from './subject';

/** `critical`: blind now. `high`: will be blind or already loses part. `medium`: harder to prove or notice. */
export type Severity = 'critical' | 'high' | 'medium';

/** What a technique compares an observation with. */
export interface Expected<K extends SubjectKind = SubjectKind> {
  readonly baseline: Baseline<K>;
  /** Stops at or before this time are accounted for: the baseline's capture, or the last recorded window. */
  readonly accountedUntil: string;
  /** Only for the kind `bucket`. */
  readonly judge?: JudgeBucket;
}

/** An AWS call that does the damage, for drills: never in the guard role, never in a runbook. */
export interface TamperingCall {
  readonly call: string;
  /** The `eventName` of its record where that differs from the call: PutBucketLifecycle. */
  readonly recordedAs?: string;
  readonly region: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/**
 * MITRE ATT&CK: disable or modify cloud logs, by the present id and the former one. It is named here once, because
 * it is on the way to StartLogging.
 */
export const DISABLE_LOGS: readonly string[] = ['T1685.002', 'T1562.008'];

/**
 * One way to blind a subject. The top names it. `detect` is the detection: pure, judging state only, never the
 * request that led to it. What people read of it is in the guide of its subject: the responder loads every technique
 * before it starts a trail again, and needs no texts for that.
 */
export interface Technique<K extends SubjectKind = SubjectKind> {
  /** Also its folder's name: `stop-logging`. */
  readonly id: string;
  /** Starts with a verb: `Stop a trail`. */
  readonly title: string;
  readonly subject: K;
  readonly severity: Severity;
  /** Row of the catalogue of techniques, e.g. `CT-01`. */
  readonly row: string;
  /** Both the current and the older MITRE ATT&CK id where it moved. */
  readonly mitre: readonly string[];
  /** Where no runbook undoes it: why, and what a person has to do. The incident and its page say it. */
  readonly byHand?: string;
  /**
   * Whose calls a trail does not log although it logs on: `the member accounts`. Absent where it stops logging
   * altogether.
   */
  readonly blindTo?: string;
  /** The recorded calls that may do it, by event source; the member template must forward them. */
  readonly events: Readonly<Record<string, readonly string[]>>;
  /** Parts of the state that cost a read of their own and that `detect` judges. */
  readonly parts: readonly PartBySubject[K][];
  // Methods, so that techniques of several kinds may stand in one list; the catalogue keeps them by kind.
  detect(observation: Known<K>, expected: Expected<K>): Finding | undefined;
  drill(subject: Subject<K>): readonly TamperingCall[];
}

/** A drill of one call, where the subject lives. */
export const calling =
  <K extends SubjectKind>(
    call: string,
    input: (subject: Subject<K>) => TamperingCall['input'],
    recordedAs?: string,
  ) =>
  (subject: Subject<K>): readonly TamperingCall[] => [
    { call, ...(recordedAs && { recordedAs }), region: subject.region, input: input(subject) },
  ];
