import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { DisableRuleCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { CreateUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { LeaveOrganizationCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DEAF_AS_AWS_MS, settled } from '../../../services/cli/local/local';
import { exitCode } from '../../../services/cli/terminal/user-error';
import { clientConfig } from '../../../shared/aws/connection';
import { recordCoverage } from '../../../shared/aws/coverage/coverage';
import { beginWatch, watchOf } from '../../../shared/aws/watch/watches';
import type { DarkReport } from '../../../shared/domain/dark';
import type { Incident } from '../../../shared/domain/incident';
import { begin } from '../../../shared/watch/series';
import { inProcess } from '../../cli/in-process';
import { logFileOf } from '../../lineage/a-log-folder';
import { Scene, type Trail, trailAt } from '../scene';

let scene: Scene;
let incident: Incident;
beforeAll(async () => {
  scene = await Scene.set(4);
  const trail = scene.newTrail();
  await scene.administrator(trail).send(new StopLoggingCommand({ Name: trail.id }));
  incident = await scene.incidentOn(trail, ({ dark }) => dark?.recovered === true);
});
afterAll(() => scene.close());

const securityAccount = () => scene.local.administrator(scene.local.organization.securityAccountId);

const darkOf = ({ dark }: Incident): DarkReport => {
  if (!dark) throw new Error('Nothing is known of the dark.');
  return dark;
};

test('an incident gets the report of what its actor did in the dark, without a request', () => {
  const { byActor, byOthers, byService, byWarden, events, risky } = darkOf(incident);
  expect(byActor.calls).toContainEqual({ name: 'cloudtrail:StopLogging', events: 1 });
  expect(byWarden.calls).toContainEqual({ name: 'cloudtrail:StartLogging', events: 1 });
  const parts = [byActor, byOthers, byService, byWarden].map((group) => group.events);
  expect(parts.reduce((sum, count) => sum + count)).toBe(events);
  expect(risky[0]).toMatchObject({ by: 'actor', kind: 'logging', event: { name: 'StopLogging' } });
});

test('an incident gets its actor and its contacts without a request', () => {
  expect(incident.lineage).toMatchObject({ ends: 'human', human: { name: 'admin' } });
  expect(incident.contacts?.contacts).toMatchObject([{ source: 'root-email' }]);
  expect(incident.contacts?.asked).toHaveLength(8);
});

test('the evidence in the bucket is unchanged, and its lines are CloudTrail’s own records', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'trailwarden-dark-'));
  const args = ['dark', incident.id, '--json', '--download', folder];
  const { code, stdout } = await inProcess(args, securityAccount());
  expect(code).toBe(exitCode.ok);
  expect(JSON.parse(stdout)).toMatchObject({ evidence: { manifest: 'right' } });
  const files = (await readdir(folder, { recursive: true })).filter((name) =>
    name.endsWith('.jsonl.gz'),
  );
  const bodies = await Promise.all(files.map((name) => readFile(join(folder, name))));
  const names = bodies.flatMap((body) =>
    gunzipSync(body)
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { readonly eventName: string }).eventName),
  );
  expect(names).toEqual(expect.arrayContaining(['StopLogging', 'StartLogging']));
  expect(names).toHaveLength(darkOf(incident).events);
  await rm(folder, { recursive: true });
});

test('the actor is found in the trail’s log files once Event history no longer has the call', async () => {
  const { cloudtrail } = scene.world;
  const s3 = new S3Client({ ...clientConfig(securityAccount()), forcePathStyle: true });
  const Bucket = 'logs-of-the-story';
  await s3.send(new CreateBucketCommand({ Bucket }));
  for (const record of cloudtrail.history.get(`${incident.accountId}/${incident.region}`) ?? []) {
    if (record.eventID !== incident.evidence?.eventId) continue;
    const { key, body } = logFileOf(JSON.parse(JSON.stringify(record)));
    await s3.send(new PutObjectCommand({ Bucket, Key: `trail/${key}`, Body: body }));
  }
  s3.destroy();
  const delay = cloudtrail.historyDelayMilliseconds;
  cloudtrail.historyDelayMilliseconds = 86_400_000;
  const args = ['who', incident.id, '--logs', `s3://${Bucket}/trail`, '--json'];
  const { code, stdout } = await inProcess(args, securityAccount());
  cloudtrail.historyDelayMilliseconds = delay;
  expect(code).toBe(exitCode.ok);
  const [link] = (JSON.parse(stdout) as Incident).lineage?.links ?? [];
  expect(link?.evidence).toMatchObject({
    source: 'log files',
    eventId: incident.evidence?.eventId,
    file: expect.stringContaining(`trail/AWSLogs/${incident.accountId}/CloudTrail/`),
  });
});

test('the report for people is one page', async () => {
  const { stdout } = await inProcess(['dark', incident.id], securityAccount());
  expect(stdout).toContain('Look at these first');
  expect(stdout).toMatch(/every sum is right/);
  expect(stdout).toContain('Data events');
});

const organizationTrail = (): Trail => trailAt(scene.local.organization.organizationTrailArn);

/** The sweep has last seen that this account has the organization's trail and no other. */
async function hasNoOtherTrail(accountId: string): Promise<void> {
  const trails = [{ id: organizationTrail().id, isOrganization: true }];
  for (const region of scene.world.regions) {
    await recordCoverage(scene.table, {
      ...{ accountId, region, coverage: { kind: 'guarded', trails } },
      ...{ lookedAt: new Date().toISOString(), by: 'a story' },
    });
  }
}

test('after a stop of the organization’s trail, the calls in another account are found', async () => {
  const trail = organizationTrail();
  const { accountId } = scene.newTrail();
  await hasNoOtherTrail(accountId);
  const iam = new IAMClient(scene.local.administrator(accountId));
  const makeUser = (name: string) => iam.send(new CreateUserCommand({ UserName: name }));
  await Promise.all([
    scene.administrator(trail).send(new StopLoggingCommand({ Name: trail.id })),
    ...['a', 'b', 'c', 'd'].map(makeUser),
  ]);
  const found = await scene.incidentOn(trail, ({ dark }) => dark?.recovered === true);
  iam.destroy();
  const { byOthers, notRecoverable } = darkOf(found);
  expect(byOthers.calls.map(({ name }) => name)).toContain('iam:CreateUser');
  expect(notRecoverable.join(' ')).toMatch(/1 other account was blind too, and was searched/);
  expect(notRecoverable.join(' ')).toMatch(/\d accounts have another trail, which logged/);
  const { stdout } = await inProcess(['dark', found.id], securityAccount());
  expect(stdout).toMatch(/every sum is right/);
});

/** The channel is cut where it is heard, and then the trail is stopped where it is not. */
async function stopUnheard(trail: Trail): Promise<void> {
  const { faults } = scene.world.events;
  const events = new EventBridgeClient({
    ...scene.local.administrator(trail.accountId),
    region: trail.region,
  });
  await events.send(new DisableRuleCommand({ Name: 'trailwarden-forward' }));
  await settled(scene.local);
  faults.dropNext = Number.POSITIVE_INFINITY;
  await scene.administrator(trail).send(new StopLoggingCommand({ Name: trail.id }));
  await settled(scene.local);
  faults.dropNext = 0;
  events.destroy();
}

test('a stop that only a check finds names its likely actor and the incident of the rule that was cut', async () => {
  const trail = scene.newTrail();
  await stopUnheard(trail);
  await scene.check(trail);
  const found = await scene.incidentOn(trail, ({ lineage }) => lineage?.human !== undefined);
  const rule = (await scene.incidentsIn(trail.accountId)).find(({ subjectId }) =>
    subjectId.endsWith(':rule/trailwarden-forward'),
  );
  expect(found).toMatchObject({
    ...{ events: 0, techniques: ['stop-logging'], state: 'restored' },
    evidence: { eventName: 'StopLogging', certainty: 'likely' },
    actors: [expect.stringContaining(':user/admin')],
    lineage: {
      human: { name: 'admin', certainty: 'likely' },
      unheard: true,
      alongside: rule?.id,
      unread: [],
    },
  });
  expect(found.lineage?.why).toContain(`Likely by the same hand as ${rule?.id}: DisableRule`);
  const dark = await scene.incidentOn(trail, ({ dark }) => dark?.recovered === true);
  expect(darkOf(dark).byActor.calls).toContainEqual({ name: 'cloudtrail:StopLogging', events: 1 });
  const { code, stdout } = await inProcess(['who', found.id, '--again'], securityAccount());
  expect(code).toBe(exitCode.ok);
  expect(stdout).toContain('No event reached us; StopLogging by');
});

test('even the administrator of the security account cannot add to the evidence', async () => {
  const s3 = new S3Client({ ...clientConfig(securityAccount()), forcePathStyle: true });
  const { bucket = '', key = '' } = darkOf(incident).manifest ?? {};
  const forged = new PutObjectCommand({ Bucket: bucket, Key: key, Body: '{}' });
  await expect(s3.send(forged)).rejects.toMatchObject({ name: 'AccessDenied' });
});

test('the incident of an account that left names the log files that hold the caller', async () => {
  const { accountId } = scene.newTrail();
  // A story before this one had the organization's trail started, and through it alone comes that an account left.
  scene.world.clock.advance(DEAF_AS_AWS_MS);
  await scene.quiet();
  const place = { accountId, region: 'us-east-1' };
  const at = new Date(Date.now() - 60_000).toISOString();
  await beginWatch(scene.table, begin(place, { at, why: 'a look is owed' }, at));
  const organizations = new OrganizationsClient({
    ...scene.local.administrator(accountId),
    region: 'us-east-1',
  });
  await organizations.send(new LeaveOrganizationCommand({}));
  organizations.destroy();
  const lineage = async () =>
    (await scene.incidentsIn(accountId)).find(({ techniques }) => techniques.includes('ORG-02'))
      ?.lineage;
  await scene.until('it was looked into', async () => (await lineage()) !== undefined);
  // It is looked at as long as a session of ours may live there.
  expect(await watchOf(scene.table, place)).toMatchObject({ departedAt: expect.any(String) });
  expect(await lineage()).toMatchObject({
    why: expect.stringContaining(`AWSLogs/o-…/${accountId}/CloudTrail/us-east-1/`),
    unread: [
      `Event history of ${accountId} in us-east-1: sts:AssumeRole was denied (AccessDenied).`,
    ],
  });
});
