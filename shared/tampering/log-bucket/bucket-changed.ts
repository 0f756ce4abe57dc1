import type { LogBucketPart, LogBucketState } from '../../domain/log-bucket';
import { differs, type Found } from '../detection/differs';

type Part = LogBucketPart | 'versioning';

type Difference = Pick<Found, 'part' | 'expected' | 'actual'>;

/** How one part compares with the baseline; nothing when it is as good, or either was not read. */
export type Judged = (must: LogBucketState, is: LogBucketState) => Difference | undefined;

/** A part, what makes it worse than it must be, and how it is told to people. */
export const judged =
  <P extends Part>(
    part: P,
    isWorse: (must: NonNullable<LogBucketState[P]>, is: NonNullable<LogBucketState[P]>) => boolean,
    shown: (state: NonNullable<LogBucketState[P]>) => string = asText,
  ): Judged =>
  (must, is) => {
    const before = must[part];
    const now = is[part];
    if (before === undefined || before === null || now === undefined || now === null) return;
    return isWorse(before, now) ? { part, expected: shown(before), actual: shown(now) } : undefined;
  };

/** Some parts of a bucket that one technique changes. */
interface ChangedBucket {
  readonly technique: string;
  readonly judges: readonly Judged[];
  readonly sentence: (name: string, parts: readonly string[]) => string;
}

/** A bucket one of whose parts is worse than it must be; nothing when it is gone or all are as good. */
export const bucketChanged = ({ technique, judges, sentence }: ChangedBucket) =>
  differs<'log-bucket'>(technique, (must, is) => {
    const differences = judges.flatMap((judge) => judge(must, is) ?? []);
    if (differences.length === 0) return undefined;
    const parts = differences.map(({ part }) => part);
    return {
      part: parts.join(', '),
      expected: differences.map(({ expected }) => expected).join(', '),
      actual: differences.map(({ actual }) => actual).join(', '),
      sentence: sentence(must.name, parts),
    };
  });

/** A policy may have 20 KB, a lifecycle a thousand rules; an incident has room for the beginning. */
export function asText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (text === '' || text === '{}') return 'none';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

const LONGEST = 500;
