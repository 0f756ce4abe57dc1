import {
  CreateTrailCommand,
  DeleteTrailCommand,
  PutEventSelectorsCommand,
  StartLoggingCommand,
  UpdateTrailCommand,
} from '@aws-sdk/client-cloudtrail';
import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CancelKeyDeletionCommand,
  CreateKeyCommand,
  EnableKeyCommand,
  KMSClient,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { CreateTopicCommand, SetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { LOG_GROUP, LOG_GROUP_ROLE } from '../../services/sandbox';
import { Scene, type Trail, trailAt } from './scene';
import { callsOf, watch } from './watch';
import { wholeTrail } from './whole-trail';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.set(8);
});
beforeEach(() => scene.quiet());
afterAll(() => scene.close());

const keysOf = ({ accountId, region }: Trail) => ({
  ...scene.local.administrator(accountId),
  region,
});
const iam = (trail: Trail) => new IAMClient(keysOf(trail));

const trusting = (service: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  });
const TRUST = trusting('cloudtrail.amazonaws.com');
const RoleName = LOG_GROUP_ROLE;
const PolicyName = 'write';

const mayWrite = ({ accountId, region }: Trail, ...actions: readonly string[]): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: actions.map((name) => `logs:${name}`),
        Resource: `arn:aws:logs:${region}:${accountId}:log-group:${LOG_GROUP}:log-stream:*`,
      },
    ],
  });

async function deleteRole(trail: Trail): Promise<void> {
  await iam(trail).send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
  await iam(trail).send(new DeleteRoleCommand({ RoleName }));
}

async function makeRole(trail: Trail): Promise<void> {
  await iam(trail).send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST }));
  await allow(trail, 'CreateLogStream', 'PutLogEvents');
}

async function allow(trail: Trail, ...actions: readonly string[]): Promise<void> {
  const PolicyDocument = mayWrite(trail, ...actions);
  await iam(trail).send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
}

async function trust(trail: Trail, PolicyDocument: string): Promise<void> {
  await iam(trail).send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
}

async function deleteTrail(trail: Trail): Promise<void> {
  await scene.administrator(trail).send(new DeleteTrailCommand({ Name: trail.id }));
}

/** Expects that the trail logs into its own bucket, and that its open incident says what is missing. */
async function logsWithout(trail: Trail, missing: RegExp, before: unknown): Promise<void> {
  await scene.until(
    'it logs again',
    async () => (await settingsOf(trail)) !== undefined && scene.isLogging(trail),
  );
  const incident = await scene.incidentOn(trail, ({ state }) => state === 'open');
  expect(incident.escalation).toMatch(missing);
  expect(incident.escalation).toMatch(/the rest comes back by itself/);
  expect(incident).not.toHaveProperty('restoredAt');
  expect(incident).not.toHaveProperty('blindSince');
  expect(await scene.isLogging(trail)).toBe(true);
  const main = ['S3BucketName', 'IsMultiRegionTrail', 'IncludeGlobalServiceEvents'] as const;
  for (const setting of main) {
    const [was, is] = [
      settingIn(before, setting),
      settingIn(await wholeTrail(scene, trail), setting),
    ];
    expect([setting, is]).toEqual([setting, was]);
  }
  await scene.quiet(); // however often it comes again
  const later = await scene.incidentOn(trail, ({ state }) => state === 'open');
  expect(later.id).toBe(incident.id);
}

const settingIn = (whole: unknown, name: string): unknown =>
  (whole as { settings: readonly Record<string, unknown>[] }).settings[0]?.[name];

async function settingsOf(trail: Trail): Promise<unknown> {
  const whole = await wholeTrail(scene, trail);
  return whole === 'gone' ? undefined : whole;
}

/** Once a person has mended the cause, all of it comes back by itself, and then the incident says so. */
async function comesBack(trail: Trail, before: unknown): Promise<void> {
  await scene.check(trail); // what the sweeper asks for of an open incident, each minute
  const incident = await scene.incidentOn(trail, ({ state }) => state === 'restored');
  expect(await wholeTrail(scene, trail)).toEqual(before);
  expect(incident).not.toHaveProperty('escalation');
}

test('a deleted trail whose CloudWatch Logs role is gone too logs at once, and has its log group again once a person makes the role', async () => {
  const trail = scene.newTrail();
  const before = await wholeTrail(scene, trail);
  await deleteRole(trail);
  const watched = watch(scene);
  await deleteTrail(trail);
  await logsWithout(trail, /logs without its CloudWatch Logs group and role/, before);
  expect(
    callsOf(watched, 'CreateTrail')
      .slice(0, 2)
      .map(({ errorCode }) => errorCode),
  ).toEqual(['InvalidCloudWatchLogsRoleArnException', undefined]);
  const [incident] = await scene.incidentsOn(trail);
  expect(incident?.techniques).not.toContain('disconnect-log-group');
  await makeRole(trail);
  await comesBack(trail, before);
});

test('a deleted trail whose role no longer trusts CloudTrail logs at once, and gets its log group back with the trust', async () => {
  const trail = scene.newTrail();
  const before = await wholeTrail(scene, trail);
  await trust(trail, trusting('ec2.amazonaws.com'));
  await deleteTrail(trail);
  await logsWithout(trail, /logs without its CloudWatch Logs group and role/, before);
  await trust(trail, TRUST);
  await comesBack(trail, before);
});

test('a redirected trail whose role lost its policy gets its bucket back at once, and its log group with the policy', async () => {
  const trail = scene.newTrail();
  const before = await wholeTrail(scene, trail);
  await allow(trail, 'CreateLogStream', 'PutLogEvents');
  // The attacker’s UpdateTrail is looked at by AWS as ours is: first the trail, then the role.
  scene.world.events.faults.hold = true;
  await scene
    .administrator(trail)
    .send(new UpdateTrailCommand({ Name: trail.id, S3BucketName: 'mallory' }));
  await allow(trail, 'PutLogEvents');
  scene.world.events.faults.hold = false;
  await scene.check(trail);
  await logsWithout(trail, /logs without its CloudWatch Logs group and role/, before);
  await allow(trail, 'CreateLogStream', 'PutLogEvents');
  await comesBack(trail, before);
});

const owner = ({ accountId }: Trail) => ({
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${accountId}:root` },
  Action: '*',
  Resource: '*',
});
const open = (trail: Trail) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      owner(trail),
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: '*',
        Resource: '*',
      },
    ],
  });

/** A second trail of the account, with parts of the account’s own that no parameter names. */
async function newTrailWith(
  make: (place: Trail) => Promise<Partial<CreateTrailCommand['input']>>,
): Promise<Trail> {
  const main = scene.newTrail();
  const client = scene.administrator(main);
  const { TrailARN } = await client.send(
    new CreateTrailCommand({
      Name: 'own',
      S3BucketName: `own-logs-${main.accountId}`,
      IsMultiRegionTrail: true,
      EnableLogFileValidation: true,
      ...(await make(main)),
    }),
  );
  await client.send(new StartLoggingCommand({ Name: 'own' }));
  const own = trailAt(TrailARN as string);
  await scene.quiet();
  await scene.check(own);
  return own;
}

test('a deleted trail whose topic refuses CloudTrail logs at once, and has its topic again once the topic allows it', async () => {
  let TopicArn: string | undefined;
  const setPolicy = async (trail: Trail, AttributeValue: string) =>
    new SNSClient(keysOf(trail)).send(
      new SetTopicAttributesCommand({ TopicArn, AttributeName: 'Policy', AttributeValue }),
    );
  const policy = (isOpen: boolean) => {
    const statements = isOpen ? ['cloudtrail.amazonaws.com'] : ['s3.amazonaws.com'];
    return JSON.stringify({
      Version: '2012-10-17',
      Statement: statements.map((Service) => ({
        Effect: 'Allow',
        Principal: { Service },
        Action: 'sns:Publish',
        Resource: TopicArn,
      })),
    });
  };
  const trail = await newTrailWith(async (place) => {
    ({ TopicArn } = await new SNSClient(keysOf(place)).send(
      new CreateTopicCommand({ Name: 'own-files' }),
    ));
    await setPolicy(place, policy(true));
    return { SnsTopicName: TopicArn };
  });
  const before = await wholeTrail(scene, trail);
  await setPolicy(trail, policy(false));
  await deleteTrail(trail);
  await logsWithout(trail, /logs without its SNS topic/, before);
  await setPolicy(trail, policy(true));
  await comesBack(trail, before);
});

test('a deleted trail whose key is pending deletion logs at once without it, and is encrypted again once the key is back', async () => {
  let KeyId: string | undefined;
  const trail = await newTrailWith(async (place) => {
    const made = await new KMSClient(keysOf(place)).send(
      new CreateKeyCommand({ Policy: open(place) }),
    );
    KeyId = made.KeyMetadata?.Arn;
    return { KmsKeyId: KeyId };
  });
  const before = await wholeTrail(scene, trail);
  const kms = new KMSClient(keysOf(trail));
  await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
  await deleteTrail(trail);
  await logsWithout(trail, /logs without its KMS key/, before);
  const [incident] = await scene.incidentsOn(trail);
  expect(incident?.techniques).not.toContain('change-key');
  await kms.send(new CancelKeyDeletionCommand({ KeyId }));
  await kms.send(new EnableKeyCommand({ KeyId }));
  await comesBack(trail, before);
});

test('without a refusal a deleted trail is made with one call, and then started', async () => {
  const trail = scene.newTrail();
  const before = await wholeTrail(scene, trail);
  const watched = watch(scene);
  await deleteTrail(trail);
  await scene.incidentOn(trail, ({ state }) => state === 'restored');
  await scene.quiet();
  expect(await wholeTrail(scene, trail)).toEqual(before);
  expect(callsOf(watched, 'CreateTrail')).toHaveLength(1);
  const [created, started] = watched.entries.filter(
    (entry) =>
      entry.kind === 'call' && /^(CreateTrail|StartLogging|Put.*|UpdateTrail)$/.test(entry.action),
  );
  expect([created, started]).toMatchObject([{ action: 'CreateTrail' }, { action: 'StartLogging' }]);
});

test('a trail that was made again logs even while AWS refuses its selectors', async () => {
  const trail = scene.newTrail();
  const { accountId } = trail;
  const refuse = { code: 'ThrottlingException', message: 'Rate exceeded' };
  for (const action of ['PutEventSelectors', 'PutInsightSelectors']) {
    scene.local.sandbox.faults.add({ service: 'cloudtrail', action, accountId, refuse });
  }
  const before = await wholeTrail(scene, trail);
  await scene.administrator(trail).send(new DeleteTrailCommand({ Name: trail.id }));
  await scene.until(
    'it logs again',
    async () => (await settingsOf(trail)) !== undefined && scene.isLogging(trail),
  );
  await expect(
    scene.administrator(trail).send(new PutEventSelectorsCommand({ TrailName: trail.id })),
  ).rejects.toMatchObject({ name: 'ThrottlingException' });
  scene.local.sandbox.faults.clear();
  await scene.quiet();
  await scene.check(trail);
  expect(await wholeTrail(scene, trail)).toEqual(before);
});
