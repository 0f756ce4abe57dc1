import { type DigestVerdict, isInvalid, type LogVerdict } from './verdict';
import type { Window } from './window';

export interface JudgedLog {
  readonly bucket: string;
  readonly key: string;
  readonly verdict: LogVerdict;
  readonly why?: string;
}

export interface JudgedDigest {
  readonly key: string;
  readonly verdict: DigestVerdict;
  readonly why?: string;
  /** Absent when it could not be read. */
  readonly from?: string;
  readonly to?: string;
  /** The chain begins, or begins again, here. */
  readonly starting?: boolean;
  readonly logs: Readonly<Partial<Record<LogVerdict, number>>>;
  /** Those that are not valid; all of them when that was asked for. */
  readonly logFiles: readonly JudgedLog[];
}

export interface ChainReport {
  readonly account: string;
  readonly region: string;
  /** Newest first. */
  readonly digests: readonly JudgedDigest[];
  readonly windows: readonly Window[];
  /** Digests made afterwards, newest first: they prove log files, and no time. */
  readonly backfills: readonly JudgedDigest[];
}

export interface Counts {
  readonly digests: {
    readonly valid: number;
    readonly invalid: number;
    readonly unreadable: number;
  };
  readonly backfills: Counts['digests'];
  /** Counts all digests, backfill or not. */
  readonly logs: Counts['digests'];
}

export function count(chains: readonly ChainReport[]): Counts {
  const digests = chains.flatMap((chain) => chain.digests);
  const backfills = chains.flatMap((chain) => chain.backfills);
  const logs = [...digests, ...backfills].flatMap((digest) => Object.entries(digest.logs));
  return {
    digests: sorted(digests.map(({ verdict }) => [verdict, 1])),
    backfills: sorted(backfills.map(({ verdict }) => [verdict, 1])),
    logs: sorted(logs as [LogVerdict, number][]),
  };
}

function sorted(pairs: readonly (readonly [DigestVerdict | LogVerdict, number])[]) {
  const sum = (is: (verdict: DigestVerdict | LogVerdict) => boolean): number =>
    pairs.reduce((total, [verdict, each]) => total + (is(verdict) ? each : 0), 0);
  return {
    valid: sum((verdict) => verdict === 'valid'),
    invalid: sum(isInvalid),
    unreadable: sum((verdict) => verdict === 'unreadable'),
  };
}

/**
 * `valid`: nothing is missing or altered, as the AWS CLI judges. `proven`: valid, everything was read, and no time
 * is without a digest. `accounted`: the same, except for time that incidents account for. Where nothing was found,
 * nothing is proven.
 */
export function judgement(chains: readonly ChainReport[]) {
  const { digests, backfills, logs } = count(chains);
  const valid = digests.invalid + backfills.invalid + logs.invalid === 0;
  const unreadable = digests.unreadable + backfills.unreadable + logs.unreadable;
  const windows = chains.flatMap((chain) => chain.windows);
  const whole = valid && unreadable === 0 && digests.valid > 0;
  const accounted = windows.every(({ incidents = [] }) => incidents.length > 0);
  return {
    valid,
    unreadable,
    proven: whole && windows.length === 0,
    accounted: whole && accounted,
  };
}
