import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isTrailStep, type Step, type TrailInput } from '../../../shared/domain/step';
import type { TrailState } from '../../../shared/domain/trail';
import { reconcile } from '../../../shared/restore/reconcile';
import { aCheck } from '../../builders/a-signal';
import { aTrailState } from '../../builders/a-trail-state';
import { TrailWorld } from '../../core/trail-world';

/** The side parts of a trail with AWS's error for each, in the order in which AWS checks them. */
const parts = [
  ['InsufficientS3BucketPolicyException', 'EnableLogFileValidation'],
  ['KmsException', 'KmsKeyId'],
  ['InsufficientSnsTopicPolicyException', 'SnsTopicName'],
  ['InvalidCloudWatchLogsRoleArnException', 'CloudWatchLogsRoleArn'],
] as const;

const NAMES = {
  EnableLogFileValidation: 'logFileValidationEnabled',
  KmsKeyId: 'kmsKeyId',
  SnsTopicName: 'snsTopicArn',
  CloudWatchLogsRoleArn: 'cloudWatchLogsRoleArn',
} as const;

/** A trail that AWS lets have none of what is broken, and looks at all of it in every call. */
class BrokenWorld extends TrailWorld {
  broken: ReadonlySet<string> = new Set();
  sent = 0;

  override ports() {
    const ports = super.ports();
    return {
      ...ports,
      take: async (step: Step) => {
        this.sent += 1;
        const code = this.#refuses(step);
        return code
          ? { obstacle: { kind: 'rejected' as const, code, call: step.call } }
          : ports.take(step);
      },
    };
  }

  #refuses(step: Step): string | undefined {
    if (!isTrailStep(step) || !/Trail$/.test(step.call)) return undefined;
    const isNew = step.call === 'cloudtrail:CreateTrail';
    const input = step.input as TrailInput;
    return parts.find(([code, field]) => {
      const had = isNew ? undefined : this.rest.settings[NAMES[field]];
      return this.broken.has(code) && (input[field] ?? had);
    })?.[0];
  }
}

const anyBroken = fc.subarray(parts.map(([code]) => code));
const anyBlow = fc.constantFrom('deleted', 'redirected', 'redirected and cut off');

function struck(blow: string): BrokenWorld {
  const world = new BrokenWorld();
  if (blow === 'deleted') {
    world.exists = false;
    return world;
  }
  const { settings, ...rest } = world.rest;
  const { cloudWatchLogsLogGroupArn, cloudWatchLogsRoleArn, ...cut } = settings;
  const left = blow === 'redirected' ? settings : cut;
  world.rest = { ...rest, settings: { ...left, s3BucketName: 'mallory' } };
  world.stop();
  return world;
}

const look = (world: BrokenWorld) =>
  reconcile({ subject: world.trail, signals: [aCheck()] }, world.ports());

const whole = ({ rest }: TrailWorld): Omit<TrailState, 'status'> => rest;

test('if AWS refuses any side parts, the trail logs into its own bucket after one look, and is whole once they are repaired', async () => {
  await fc.assert(
    fc.asyncProperty(anyBlow, anyBroken, async (blow, codes) => {
      const world = struck(blow);
      world.broken = new Set(codes);
      const first = await look(world);
      expect(world.exists && world.status.isLogging).toBe(true);
      const { status: _, ...must } = aTrailState();
      expect(world.rest.settings.s3BucketName).toBe(must.settings.s3BucketName);
      expect(world.rest.selectors).toEqual(must.selectors);
      expect(first.outcome).toBe(codes.length > 0 ? 'failed' : 'restored');
      if (codes.length > 0) expect(first.again).toMatch(/logs without its .*comes back by itself/);

      // It is asked again and again, and what stands is left alone.
      const stands = JSON.stringify(world.rest);
      const sent = world.sent;
      await look(world);
      expect(JSON.stringify(world.rest)).toBe(stands);
      expect(world.sent - sent).toBeLessThanOrEqual(codes.length);

      world.broken = new Set();
      const last = await look(world);
      expect(whole(world)).toEqual(must);
      expect(last.again).toBeUndefined();
      expect((await look(world)).decision.kind).toBe('compliant');
    }),
  );
});

test('a part that a trail was made without is not told as an attack', async () => {
  const world = struck('deleted');
  world.broken = new Set(['KmsException', 'InvalidCloudWatchLogsRoleArnException']);
  const looks = [await look(world), await look(world)];
  expect(looks.flatMap(({ techniques }) => techniques)).toEqual(['delete-trail', 'delete-trail']);
  expect(looks[0]?.windows).toMatchObject([{ to: expect.anything() }]);
  expect(looks[1]?.windows).toEqual([]);
});

test('no part is left out when AWS does not name a side part', async () => {
  for (const code of ['S3BucketDoesNotExistException', 'MaximumNumberOfTrailsExceededException']) {
    const world = struck('deleted');
    world.obstacles.take.push({ kind: 'rejected', code, call: 'cloudtrail:CreateTrail' });
    const { outcome, taken } = await look(world);
    expect([outcome, taken.length, world.exists]).toEqual(['failed', 1, false]);
  }
});

test('a guard that may not pass the role makes the trail without it', async () => {
  const world = struck('deleted');
  const denied = { kind: 'denied', code: 'AccessDeniedException' } as const;
  world.obstacles.take.push({ ...denied, call: 'cloudtrail:CreateTrail' });
  const { again } = await look(world);
  expect(world.status.isLogging).toBe(true);
  expect(again).toMatch(/parameter PassedRoles/);
});
