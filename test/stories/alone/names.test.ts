import {
  CloudWatchLogsClient,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { intruder } from '../../../services/cli/local/attack';
import { guardedIn } from '../../../services/cli/local/drill-subject';
import { sendChecks, startLocal } from '../../../services/cli/local/local';
import { hooks } from '../../../services/sandbox';
import { findIncidents, getIncident } from '../../../shared/aws/incidents/find-incidents';
import { makeCall } from '../../../shared/aws/make-call';
import type { IncidentSummary } from '../../../shared/domain/incident';
import { type Subject, subjectKey } from '../../../shared/domain/subject';
import type { TamperingCall } from '../../../shared/domain/technique';
import { protectedIn } from '../../../shared/signal/protected';
import { changeDataProtection } from '../../../shared/tampering/log-group/change-data-protection/technique';
import { changeLogGroupClass } from '../../../shared/tampering/log-group/change-log-group-class/technique';
import { Scene } from '../scene';
import { callsOf, watch } from '../watch';

let scene: Scene;
beforeAll(async () => {
  // Everything that is guarded has a baseline here, and not the trails only.
  scene = Scene.in(await startLocal({ accounts: 6 }));
});
afterAll(() => scene.close());

async function incidentsIn(accountId: string, technique: string): Promise<IncidentSummary[]> {
  const found: IncidentSummary[] = [];
  for await (const one of findIncidents(scene.table, { accountId, technique })) found.push(one);
  return found;
}

/** Makes each call, which names the same subject in another way, and waits for its restoration before the next. */
async function struckAs(subject: Subject, technique: string, calls: readonly TamperingCall[]) {
  const { accountId } = subject;
  const connection = await intruder(scene.local, accountId);
  for (const [index, call] of calls.entries()) {
    await makeCall(call, connection);
    await scene.until(`${JSON.stringify(call.input)} is counted and put back`, async () => {
      const [one] = await incidentsIn(accountId, technique);
      return one?.events === index + 1 && one.restoredAt !== undefined;
    });
  }
  await scene.quiet();
  const incidents = await incidentsIn(accountId, technique);
  expect(incidents).toMatchObject([{ subjectKey: subjectKey(subject), events: calls.length }]);
  // A look that meets a guard that is denied may say that the place could not be read: that names no other target.
  const targets = (await scene.incidentsIn(accountId))
    .map((one) => one.subjectKey)
    .filter((key) => !key.startsWith('unread#'));
  expect(new Set(targets)).toEqual(new Set([subjectKey(subject)]));
}

const guarded = (
  kind: Subject['kind'],
  isIt: (id: string) => boolean,
  account?: string,
): Subject => {
  const { homeRegion: region, logArchiveAccountId, memberAccountIds } = scene.local.organization;
  const accountId = account ?? logArchiveAccountId ?? memberAccountIds[0] ?? '';
  const all = protectedIn({ accountId, region }, guardedIn(scene.local));
  const subject = all.find((one) => one.kind === kind && isIt(one.id) && one.region === region);
  if (!subject) throw new Error(`No ${kind} is guarded in ${accountId}.`);
  return subject;
};

test('a trail is one target by its name and by its ARN', async () => {
  const trail = scene.newTrail();
  const calls = ['main', trail.id].map((Name) => ({
    ...{ call: 'cloudtrail:StopLogging', region: trail.region, input: { Name } },
  }));
  await struckAs(trail, 'stop-logging', calls);
});

test('a rule of the default bus is one target with its bus named, with its bus’s ARN, and without a bus', async () => {
  const { accountId, region } = scene.newTrail();
  const rule = guarded('warden', (id) => id.endsWith(':rule/trailwarden-forward'), accountId);
  const bus = `arn:aws:events:${region}:${accountId}:event-bus/default`;
  const calls = [{}, { EventBusName: 'default' }, { EventBusName: bus }].map((named) => ({
    ...{ call: 'events:DisableRule', region, input: { Name: 'trailwarden-forward', ...named } },
  }));
  await struckAs(rule, 'silence-rule', calls);
});

test('a key is one target by its id and by its ARN', async () => {
  const key = guarded('key', () => true);
  const calls = [key.id.split('/')[1], key.id].map((KeyId) => ({
    ...{ call: 'kms:DisableKey', region: key.region, input: { KeyId } },
  }));
  await struckAs(key, 'disable-key', calls);
});

test('a log group is one target by its name and by its ARN', async () => {
  const group = guarded('log-group', () => true, scene.newTrail().accountId);
  const [first] = changeDataProtection.drill(group as Subject<'log-group'>);
  const calls = [group.id.split(':log-group:')[1], group.id].map((logGroupIdentifier) => ({
    ...{ call: first?.call ?? '', region: group.region },
    input: { ...first?.input, logGroupIdentifier },
  }));
  await struckAs(group, 'change-data-protection', calls as readonly TamperingCall[]);
});

test('a role is one target in upper and in lower case', async () => {
  const { accountId, region } = scene.newTrail();
  const guard = guarded('warden', (id) => id.endsWith(':role/trailwarden-guard'), accountId);
  const Deny = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }],
  };
  const calls = ['trailwarden-guard', 'Trailwarden-GUARD'].map((RoleName) => ({
    ...{ call: 'iam:PutRolePolicy', region },
    input: { RoleName, PolicyName: 'x', PolicyDocument: JSON.stringify(Deny) },
  }));
  await struckAs(guard, 'deny-role', calls);
});

test('a guard whose name a role under another path has taken is escalated, and comes back when that role is gone', async () => {
  const { accountId, region } = scene.newTrail();
  const guard = guarded('warden', (id) => id.endsWith(':role/trailwarden-guard'), accountId);
  const connection = await intruder(scene.local, accountId);
  const RoleName = 'trailwarden-guard';
  const call = (name: string, input: object) =>
    makeCall(
      { call: `iam:${name}`, region, input: { RoleName, ...input } } as TamperingCall,
      connection,
    );
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [] });
  const { faults } = scene.world.events;
  faults.hold = true;
  await call('DeleteRolePolicy', { PolicyName: 'allow-list' });
  await call('DeleteRole', {});
  await call('CreateRole', { Path: '/x/', AssumeRolePolicyDocument });
  hooks.events.releaseDeliveries(faults);
  const found = async () => (await incidentsIn(accountId, 'delete-role'))[0];
  await scene.until('a person is called', async () => (await found())?.state === 'escalated');
  const incident = await getIncident(scene.table, (await found())?.id ?? '');
  expect(incident).toMatchObject({ subjectKey: subjectKey(guard), severity: 'critical' });
  expect(incident?.evidence?.actor.principal).toMatch(/mallory|admin/);
  expect(incident?.escalation).toMatch(
    /under \/x\/.*aws iam delete-role --role-name trailwarden-guard/,
  );

  await call('DeleteRole', {});
  scene.redeliver();
  await scene.until('it is back', async () => (await found())?.state === 'restored');
});

test('a log group that was made again in a lesser class is escalated at once, and comes back when that group is gone', async () => {
  const { accountId, region } = scene.newTrail();
  const group = guarded('log-group', () => true, accountId);
  const logGroupName = group.id.split(':log-group:')[1] ?? '';
  const logs = new CloudWatchLogsClient({ ...scene.local.administrator(accountId), region });
  const seen = async () =>
    (await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName })))
      .logGroups?.[0];
  expect(await seen()).toMatchObject({ logGroupClass: 'STANDARD' });
  const watched = watch(scene);
  const { faults } = scene.world.events;
  faults.hold = true;
  const connection = await intruder(scene.local, accountId);
  for (const call of changeLogGroupClass.drill(group as Subject<'log-group'>)) {
    await makeCall(call, connection);
  }
  hooks.events.releaseDeliveries(faults);
  const found = async () => (await incidentsIn(accountId, 'change-log-group-class'))[0];
  await scene.until('a person is called', async () => (await found())?.state === 'escalated');
  const incident = async () => getIncident(scene.table, (await found())?.id ?? '');
  // A look may find it before its events are heard.
  await scene.until(
    'it is known who did it',
    async () => (await incident())?.evidence !== undefined,
  );
  expect(await incident()).toMatchObject({
    ...{ subjectKey: subjectKey(group), severity: 'high' },
    escalation: expect.stringMatching(/no role of ours may delete one: delete it by hand/),
    evidence: { actor: { principal: expect.stringMatching(/mallory/) } },
  });
  await sendChecks(scene.local, [accountId], { region });
  await scene.quiet();
  expect(await found()).toMatchObject({ state: 'escalated' });
  for (const refused of ['PutSubscriptionFilter', 'PutMetricFilter']) {
    expect(callsOf(watched, refused)).toEqual([]);
  }

  await logs.send(new DeleteLogGroupCommand({ logGroupName }));
  await scene.until('it is back', async () => (await found())?.state === 'restored');
  expect(await seen()).toMatchObject({ logGroupClass: 'STANDARD' });
  const subjects = (await scene.incidentsIn(accountId)).map((one) => one.subjectKey);
  expect(new Set(subjects)).toEqual(new Set([subjectKey(group)]));
});

test('a key that shuts CloudTrail and the guard out is escalated with who may change it, and is blind in part from the call', async () => {
  const key = guarded('key', () => true);
  const { accountId, region, id: KeyId } = key;
  const connection = await intruder(scene.local, accountId);
  const put = (Policy: object) =>
    makeCall(
      {
        ...{ call: 'kms:PutKeyPolicy', region },
        input: { KeyId, PolicyName: 'default', Policy: JSON.stringify(Policy) },
      },
      connection,
    );
  const every = { Effect: 'Allow', Action: 'kms:*', Resource: '*' };
  const account = { AWS: `arn:aws:iam::${accountId}:root` };
  const ours = { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${accountId}:role/trailwarden-*` } };
  const deny = { Effect: 'Deny', Action: 'kms:PutKeyPolicy', Resource: '*', Principal: '*' };
  const opened = { ...every, Principal: account };
  await put({ Version: '2012-10-17', Statement: [opened, { ...deny, Condition: ours }] });
  const found = async () => (await incidentsIn(accountId, 'change-key-policy'))[0];
  await scene.until('a person is called', async () => (await found())?.state === 'escalated');
  const incident = await getIncident(scene.table, (await found())?.id ?? '');
  expect(incident?.escalation).toContain(
    'and denies it to others: nothing of ours can put it back',
  );
  expect(incident?.escalation).toContain(`aws kms put-key-policy --region ${region}`);
  expect(incident?.blindInPart).toMatchObject([
    { what: 'no file encrypted with it is delivered', from: { source: 'event' } },
  ]);
  expect(incident?.blindInPart?.[0]?.to).toBeUndefined();

  await put({ Version: '2012-10-17', Statement: [opened] });
  await scene.until('it is put back', async () => (await found())?.restoredAt !== undefined);
  await scene.quiet();
  const after = await getIncident(scene.table, incident?.id ?? '');
  expect(after?.blindInPart).toMatchObject([{ to: expect.anything() }]);
});
