import { expect, test } from '@jest/globals';
import type { Decision } from '../../shared/domain/decision';
import type { Memory } from '../../shared/domain/memory';
import type { TrailStatus } from '../../shared/domain/trail';
import { proveDelivery } from '../../shared/watch/delivery/prove-delivery';
import { aBaseline } from '../builders/a-baseline';
import { aMemory, anEpisode, anExemption } from '../builders/a-memory';
import { aTrail } from '../builders/a-trail';
import { aTrailState } from '../builders/a-trail-state';
import { anAbsent, aPresent } from '../builders/an-observation';
import { at } from '../builders/at';

const thresholds = { lateAfterMs: 90 * 60_000, digestLateAfterMs: 180 * 60_000 };
const DAY = 86_400;

const silent: Partial<TrailStatus> = {
  startedAt: { at: at(-DAY), source: 'GetTrailStatus' },
  latestDeliveryAt: at(-DAY / 2),
  latestDeliveryError: 'AccessDenied',
  logs: { at: at(-DAY / 2) },
  notifications: { at: at(-DAY / 2) },
};

interface Look {
  readonly status?: Partial<TrailStatus>;
  readonly decision?: Decision;
  readonly memory?: Memory;
  readonly putBackAt?: string;
}

function proof({
  status = silent,
  decision = { kind: 'compliant' },
  memory = aMemory(),
  putBackAt,
}: Look = {}) {
  const look = {
    subject: aTrail(),
    decision,
    observation: aPresent({ state: aTrailState({ status }) }),
    memory: {
      baseline: aBaseline({ capturedAt: at(-2 * DAY) }),
      ...(putBackAt && { episode: anEpisode({ lastSeenAt: putBackAt }) }),
    },
  };
  return proveDelivery(look, memory, thresholds);
}

test('a trail that cannot deliver is told with AWS’s error, its meaning and where to look', () => {
  const trouble = proof()?.troubles[0];
  expect(trouble).toMatchObject({
    row: 'DLV-01',
    severity: 'high',
    sentence: `Trail main logs. Log files cannot be delivered to its bucket (AccessDenied); the last came at ${at(-DAY / 2)}. CloudTrail tries again for 30 days; what is older than that is lost.`,
  });
  expect(trouble?.guidance).toEqual(
    expect.arrayContaining([
      expect.stringContaining('Bucket policy or key policy shuts CloudTrail out'),
      expect.stringContaining('get-bucket-policy --bucket trail-logs-444455556666'),
      expect.stringContaining('aws kms describe-key'),
    ]),
  );
});

test('ways of delivery that work, or that the trail does not use, are proven', () => {
  const fresh = { at: at(0) };
  const status = { latestDeliveryAt: at(0), digests: fresh, logs: fresh, notifications: fresh };
  expect(proof({ status })).toEqual({
    troubles: [],
    proven: ['DLV-01', 'DLV-02', 'DLV-03', 'DLV-04'],
  });
});

test.each(['NoSuchBucket', 'KMS.DisabledException', 'KMS.NotFoundException', 'SomethingNew'])(
  '%s is named in the sentence',
  (error) => {
    const trouble = proof({ status: { ...silent, latestDeliveryError: error } })?.troubles[0];
    expect(trouble?.sentence).toContain(`(${error})`);
  },
);

test('the sentence for silence without an error says that AWS names none', () => {
  const { latestDeliveryError, ...status } = silent;
  const trouble = proof({ status })?.troubles[0];
  expect(trouble?.sentence).toContain('do not arrive in its bucket, and AWS names no error');
});

test('deliveries are not judged while the trail differs from its baseline', () => {
  expect(proof({ decision: { kind: 'restore', findings: [], steps: [] } })).toBeUndefined();
  expect(proof({ decision: { kind: 'escalate', why: 'forged', findings: [] } })).toBeUndefined();
});

test('a planned change may interrupt deliveries', () => {
  const memory = aMemory({ exemptions: [anExemption()] });
  expect(proof({ memory })).toBeUndefined();
});

test('a trail that was just put back gets the time of the thresholds', () => {
  expect(proof({ putBackAt: at(0) })?.troubles).toEqual([]);
  expect(proof({ putBackAt: at(-DAY / 4) })?.troubles).toHaveLength(1);
});

test('the deliveries of a deleted trail are not judged', () => {
  const look = { subject: aTrail(), observation: anAbsent(), memory: {} };
  const decision: Decision = { kind: 'compliant' };
  expect(proveDelivery({ ...look, decision }, aMemory(), thresholds)).toBeUndefined();
});
