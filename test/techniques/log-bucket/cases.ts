import { expect, test } from '@jest/globals';
import type { LogBucketState } from '../../../shared/domain/log-bucket';
import type { Technique } from '../../../shared/domain/technique';
import { at } from '../../builders/at';
import {
  aLogBucket,
  aLogBucketBaseline,
  aLogBucketSeen,
  aLogBucketState,
  aPlainLogBucketState,
} from '../../builders/log-bucket/a-log-bucket';

export type Change = Partial<LogBucketState>;

export const expected = { baseline: aLogBucketBaseline(), accountedUntil: at(-3_600) };

/** The expectation of a baseline with these parts. */
export const must = (different: Change) => ({
  ...expected,
  baseline: aLogBucketBaseline(aLogBucketState(different)),
});

/** The same bucket when nothing but its versioning was read. */
const unread = (): LogBucketState => ({ name: aLogBucketState().name, isOurs: true });

/** Tests that hold for every technique that changes configurations of a bucket. */
export function bucketCases({ id, detect, drill }: Technique<'log-bucket'>): void {
  test(`${id}: a bucket that equals its baseline is not found, with every configuration or with few`, () => {
    const plain = aPlainLogBucketState();
    expect(detect(aLogBucketSeen(), expected)).toBeUndefined();
    expect(detect(aLogBucketSeen(plain), must(plain))).toBeUndefined();
  });

  test(`${id}: what was not read, now or for the baseline, is not judged`, () => {
    const seen = { ...aLogBucketSeen(), state: unread() } as const;
    expect(detect(seen, expected)).toBeUndefined();
    const baseline = aLogBucketBaseline(unread());
    expect(detect(aLogBucketSeen(), { ...expected, baseline })).toBeUndefined();
  });

  test(`${id}: a bucket that is gone is another technique`, () => {
    const subject = aLogBucket();
    expect(detect({ kind: 'absent', subject, observedAt: at(60) }, expected)).toBeUndefined();
  });

  test(`${id}: the drill calls S3 in the Region of the bucket, by its name or its account`, () => {
    for (const { call, ...made } of drill(aLogBucket({ region: 'eu-west-1' }))) {
      expect(call).toMatch(/^s3(control)?:/);
      expect(made).toMatchObject({
        region: 'eu-west-1',
        input: call.startsWith('s3:')
          ? { Bucket: 'trail-logs-444455556666' }
          : { AccountId: '444455556666' },
      });
    }
  });
}
