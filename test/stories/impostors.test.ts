import {
  DeleteTrailCommand,
  RemoveTagsCommand,
  StartLoggingCommand,
  StopLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import {
  EventBridgeClient,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  IAMClient,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { signalsUrl } from '../../services/cli/local/local';
import { stopEvent } from '../../services/cli/local/stop-event';
import { hooks } from '../../services/sandbox';
import { assumeChain } from '../../shared/aws/assume-chain';
import { openCloudTrail, openSts } from '../../shared/aws/member-access';
import { headlineOf } from '../../shared/tampering/guidance/headline';
import { anIncident } from '../builders/an-incident';
import { administratorArn, stop, stopUnheard } from './people';
import { Scene, type Trail } from './scene';
import { callsOf, signalsFrom, watch } from './watch';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.set(13);
});
beforeEach(() => scene.quiet());
afterAll(() => scene.close());

const organization = () => scene.local.organization;

/** A connection with a session of a role, or with the keys of the account's administrator. */
const as = (accountId: string, role?: string) => ({
  ...scene.local.administrator(accountId),
  credentials: scene.local.sandbox.credentials(accountId, role),
});

const roleOf = ({ accountId }: Trail, name: string): string =>
  `arn:aws:iam::${accountId}:role/${name}`;

/** Inside a member the way the warden gets there: one role of the security account, one of the member. */
async function inside(trail: Trail, from: string, to: string) {
  const outside = as(organization().securityAccountId, from);
  const hop = { roleArn: roleOf(trail, to), sessionName: 'story' };
  const credentials = await assumeChain(outside, [hop]);
  return openCloudTrail({ ...outside, ...(credentials && { credentials }) });
}

test('no account can publish an event in the name of CloudTrail', async () => {
  const trail = scene.newTrail();
  const watched = watch(scene);
  const events = new EventBridgeClient(as(trail.accountId));
  const { FailedEntryCount, Entries } = await events.send(
    new PutEventsCommand({ Entries: [claim(trail, 'aws.cloudtrail')] }),
  );
  expect(FailedEntryCount).toBe(1);
  expect(Entries).toMatchObject([{ ErrorCode: 'NotAuthorizedForSourceException' }]);
  await scene.quiet();
  expect(callsOf(watched, 'StartLogging')).toEqual([]);
});

test.each(['com.example.cloudtrail', 'aws.cloudtrail'])(
  'the central bus refuses an event that a member sends by hand as %s',
  async (source) => {
    const trail = scene.newTrail();
    const watched = watch(scene);
    const events = new EventBridgeClient(as(trail.accountId));
    const EventBusName = scene.local.deployment.outputs.BusArn;
    const Entries = [{ ...claim(trail, source), EventBusName }];
    await expect(events.send(new PutEventsCommand({ Entries }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    await scene.quiet();
    expect(callsOf(watched, 'StartLogging')).toEqual([]);
  },
);

test('no caller outside the security account can put a signal into the queue', async () => {
  const trail = scene.newTrail();
  const message = { QueueUrl: signalsUrl(scene.local), MessageBody: stopEvent(trail) };
  for (const accountId of [trail.accountId, organization().managementAccountId]) {
    const queue = new SQSClient(as(accountId));
    // SQS has a code of each protocol for it, and SDKs differ in which of them they show.
    await expect(queue.send(new SendMessageCommand(message))).rejects.toMatchObject({
      name: expect.stringMatching(/^AccessDenied(Exception)?$/),
    });
  }
});

test('an event that claims another account than its envelope’s causes no look, and is set aside with its reason', async () => {
  const [claimed, liar] = [scene.newTrail(), scene.newTrail()];
  stopUnheard(scene, claimed);
  const watched = watch(scene);
  const { accountId, region } = liar;
  hooks.events.putServiceEvent(scene.world, {
    accountId,
    region,
    source: 'aws.cloudtrail',
    detailType: 'AWS API Call via CloudTrail',
    time: scene.world.now(),
    detail: JSON.parse(stopEvent(claimed)).detail,
  });
  const reason = `The record was written for account ${claimed.accountId} but came from ${accountId}.`;
  await scene.until('it was set aside', async () =>
    (await scene.signals.deadLetters()).some((letter) => letter.reason === reason),
  );
  await scene.quiet();
  expect(callsOf(watched, 'StartLogging')).toEqual([]);
  expect(callsOf(watched, 'AssumeRole')).toEqual([]);
  expect(await scene.incidentsOn(claimed)).toEqual([]);
});

test('the guard role can put a trail back, and AWS denies it everything that tears one down', async () => {
  const trail = scene.newTrail();
  const guard = await inside(trail, 'trailwarden-responder', 'trailwarden-guard');
  const Name = trail.id;
  const denied = { name: 'AccessDeniedException' };
  await guard.send(new StartLoggingCommand({ Name }));
  await expect(guard.send(new StopLoggingCommand({ Name }))).rejects.toMatchObject(denied);
  await expect(guard.send(new DeleteTrailCommand({ Name }))).rejects.toMatchObject(denied);
  await expect(
    guard.send(new RemoveTagsCommand({ ResourceId: Name, TagsList: [{ Key: 'owner' }] })),
  ).rejects.toMatchObject(denied);
  expect(await scene.isLogging(trail)).toBe(true);
});

test('the guard role of one account is denied every call in another', async () => {
  const [own, other] = [scene.newTrail(), scene.newTrail()];
  const guard = await inside(own, 'trailwarden-responder', 'trailwarden-guard');
  await expect(guard.send(new StartLoggingCommand({ Name: other.id }))).rejects.toMatchObject({
    name: 'AccessDeniedException',
  });
});

test('only the responder can assume the guard role', async () => {
  const trail = scene.newTrail();
  const { securityAccountId, managementAccountId } = organization();
  const impostors = [
    as(trail.accountId),
    as(securityAccountId),
    as(managementAccountId),
    as(securityAccountId, 'trailwarden-operator'),
    as(managementAccountId, 'OrganizationAccountAccessRole'),
  ];
  const RoleArn = roleOf(trail, 'trailwarden-guard');
  for (const impostor of impostors) {
    const assume = new AssumeRoleCommand({ RoleArn, RoleSessionName: 'trailwarden-responder' });
    await expect(openSts(impostor).send(assume)).rejects.toMatchObject({ name: 'AccessDenied' });
  }
});

test('an attacker who assumes the guard role under its session name is named in an incident and told', async () => {
  const trail = scene.newTrail();
  const admin = as(trail.accountId);
  const iam = new IAMClient(admin);
  const RoleName = 'trailwarden-guard';
  const allow = { Effect: 'Allow', Principal: { AWS: trail.accountId }, Action: 'sts:AssumeRole' };
  await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }));
  const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [allow] });
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
  const hop = { roleArn: roleOf(trail, RoleName), sessionName: 'trailwarden-responder' };
  const credentials = await assumeChain(admin, [hop]);
  await openCloudTrail({ ...admin, ...(credentials && { credentials }) }).send(
    new StopLoggingCommand({ Name: trail.id }),
  );
  const incident = await scene.incidentOn(trail, ({ events, techniques, escalation }) => {
    return events > 0 && techniques.includes('become-guard') && escalation !== undefined;
  });
  expect(incident).toMatchObject({
    severity: 'critical',
    techniques: expect.arrayContaining(['become-guard', 'stop-logging']),
    escalation: expect.stringMatching(/^A caller has become one of Trailwarden's own roles/),
  });
  await scene.until('it logs again', () => scene.isLogging(trail));
  await scene.quiet();
  const later = await scene.incidentOn(trail, () => true);
  expect(later).toMatchObject({
    state: 'escalated',
    escalation: expect.stringContaining("one of Trailwarden's own roles"),
    actors: expect.arrayContaining([expect.stringContaining('assumed-role/trailwarden-guard/')]),
  });
  const { lineage } = await scene.incidentOn(trail, (one) => one.lineage?.human !== undefined);
  expect(lineage).toMatchObject({
    links: [
      { kind: 'session', principal: expect.stringContaining('trailwarden-guard/') },
      { kind: 'user', principal: `arn:aws:iam::${trail.accountId}:user/admin` },
      { kind: 'access-key' },
    ],
    human: { name: 'admin' },
  });
  const [listed] = await scene.incidentsOn(trail);
  expect(listed?.person).toMatchObject({ name: 'admin' });
  expect(headlineOf(listed ?? anIncident())).toMatch(
    /^Trail main was .*tampered with by admin.*, who had become a role of Trailwarden’s own/,
  );
});

test('the operator role can read a member account and change nothing there', async () => {
  const trail = scene.newTrail();
  const reader = await inside(trail, 'trailwarden-operator', 'trailwarden-reader');
  const denied = { name: 'AccessDeniedException' };
  const Name = trail.id;
  await expect(reader.send(new StartLoggingCommand({ Name }))).rejects.toMatchObject(denied);
  await expect(reader.send(new StopLoggingCommand({ Name }))).rejects.toMatchObject(denied);
});

const claim = (trail: Trail, Source: string) => ({
  Source,
  DetailType: 'AWS API Call via CloudTrail',
  Detail: JSON.stringify(JSON.parse(stopEvent(trail)).detail),
});

/** A role that EventBridge may send with, which is named almost as ours is. */
async function makeForwarder({ accountId }: Trail): Promise<string> {
  const iam = new IAMClient(as(accountId));
  const RoleName = 'trailwarden-forwarder-mine';
  const allow = (statement: object) =>
    JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
  const trust = { Principal: { Service: 'events.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const { Role } = await iam.send(
    new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: allow(trust) }),
  );
  const PolicyDocument = allow({ Action: 'events:PutEvents', Resource: '*' });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'send', PolicyDocument }));
  return Role?.Arn ?? '';
}

test('a rule that an attacker makes sends us no event, with our forwarder or theirs, and is told with its maker', async () => {
  const trail = scene.newTrail();
  const events = new EventBridgeClient(as(trail.accountId));
  const { Targets } = await events.send(
    new ListTargetsByRuleCommand({ Rule: 'trailwarden-forward' }),
  );
  const RoleArn = await makeForwarder(trail);
  const names = ['trailwarden-forward-x0', 'trailwarden-forward-x1', 'weather'];
  for (const Rule of names) {
    const EventPattern = '{"source":[{"prefix":"aws."}]}';
    await events.send(new PutRuleCommand({ Name: Rule, EventPattern }));
    const copies = [1, 2, 3, 4, 5].flatMap((copy) =>
      (Targets ?? []).map((target) => ({ ...target, Id: `copy-${copy}` })),
    );
    const sent = Rule === 'weather' ? copies.map((copy) => ({ ...copy, RoleArn })) : copies;
    await events.send(new PutTargetsCommand({ Rule, Targets: sent }));
  }
  await scene.quiet();
  const watched = watch(scene);
  await stop(scene, trail);
  await scene.incidentOn(trail, ({ state }) => state === 'restored');
  await scene.quiet();
  const stops = signalsFrom(watched, trail).filter((what) => what === 'StopLogging');
  expect(stops).toHaveLength(1);
  const incidents = await scene.incidentsIn(trail.accountId);
  const told = incidents.filter(({ techniques }) => techniques.includes('GRD-07'));
  expect(told).toMatchObject([{ evidence: { actor: { principal: administratorArn(trail) } } }]);
  for (const name of names) expect(told[0]?.sentence).toContain(name);
});
