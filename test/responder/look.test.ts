import { expect, test } from '@jest/globals';
import { lookWithNeeds } from '../../services/responder/look';
import type { Responder } from '../../services/responder/responder';
import type { Reconciliation } from '../../shared/domain/reconciliation';
import type { Subject } from '../../shared/domain/subject';
import { anEvent } from '../builders/a-signal';
import { at } from '../builders/at';
import { TrailWorld } from '../core/trail-world';

const key: Subject<'key'> = {
  kind: 'key',
  accountId: '444455556666',
  region: 'us-east-1',
  id: 'arn:aws:kms:us-east-1:444455556666:key/0a1b2c3d-1111-4222-8333-444455556666',
};
const bucket: Subject<'log-bucket'> = {
  kind: 'log-bucket',
  accountId: '444455556666',
  region: 'us-east-1',
  id: 'arn:aws:s3:::logs',
};

/** A redirected trail, what else is protected, and the order in which subjects are looked at. */
function redirected(...codes: readonly string[]) {
  const world = new TrailWorld();
  world.rest = { ...world.rest, settings: { ...world.rest.settings, s3BucketName: 'mallory' } };
  for (const code of codes) {
    world.obstacles.take.push({ kind: 'rejected', code, call: 'cloudtrail:UpdateTrail' });
  }
  const looked: string[] = [];
  const ports = world.ports();
  const responder: Pick<Responder, 'ports' | 'protectedIn' | 'trailsOf' | 'log'> = {
    ports: {
      ...ports,
      observe: (subject, parts) => {
        looked.push(subject.kind);
        if (subject.kind === 'trail') return ports.observe(subject, parts);
        return Promise.resolve({ kind: 'absent', subject, observedAt: at(0) });
      },
    },
    protectedIn: () => [key, bucket],
    trailsOf: async () => [world.trail],
    log: () => undefined,
  };
  const signals = [anEvent({ evidence: { eventName: 'UpdateTrail' } })];
  const seen: Reconciliation[] = [];
  const answer = () =>
    lookWithNeeds({ subject: world.trail, signals }, responder as Responder, (look) =>
      seen.push(look),
    );
  return { world, looked, seen, answer };
}

test('a look that could not be written down is seen, because what it found wrong may have hidden more', async () => {
  const { world, seen, answer } = redirected();
  const gone = { kind: 'unreachable', code: 'TimeoutError', call: 'dynamodb:UpdateItem' } as const;
  world.obstacles.record.push(gone);
  await expect(answer()).rejects.toThrow('TimeoutError');
  expect(seen.map(({ techniques }) => techniques)).toEqual([['redirect-delivery']]);
});

test.each([
  ['KmsKeyDisabledException', 'key'],
  ['InsufficientEncryptionPolicyException', 'key'],
  ['InsufficientS3BucketPolicyException', 'log-bucket'],
  ['S3BucketDoesNotExistException', 'log-bucket'],
])(
  'a trail that meets %s gets its %s first, and is back in the same delivery',
  async (code, kind) => {
    const { world, looked, answer } = redirected(code);
    expect(await answer()).toMatchObject({ outcome: 'restored' });
    expect(world.rest.settings.s3BucketName).not.toBe('mallory');
    expect(looked.filter((one) => one !== 'trail')).toEqual([kind]);
  },
);

test('a step that AWS refuses for another reason causes no look at another subject', async () => {
  const { looked, answer } = redirected('InvalidS3BucketNameException');
  expect(await answer()).toMatchObject({ outcome: 'failed' });
  expect(new Set(looked)).toEqual(new Set(['trail']));
});

test('a trail that still cannot be put back comes again, and is not tried for ever', async () => {
  const { looked, answer } = redirected(
    ...Array.from({ length: 4 }, () => 'KmsKeyDisabledException'),
  );
  const { outcome, again } = await answer();
  expect({ outcome, again }).toEqual({
    outcome: 'failed',
    again: 'cloudtrail:UpdateTrail was rejected (KmsKeyDisabledException)',
  });
  expect(looked.filter((kind) => kind === 'key')).toHaveLength(1);
});
