import {
  AddTagsCommand,
  CreateTrailCommand,
  DeleteTrailCommand,
  ListTagsCommand,
  PutEventSelectorsCommand,
  RemoveTagsCommand,
  StartLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import {
  DeleteRuleCommand,
  DescribeEventBusCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  RemoveTargetsCommand,
  UpdateEventBusCommand,
} from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { hooks } from '../../services/sandbox';
import { currentBaseline } from '../../shared/aws/baselines/find-baselines';
import { administratorArn, stop } from './people';
import { Scene, type Trail } from './scene';
import { batchesUntil, callsOf, linesOf, startsOf, watch } from './watch';
import { wholeTrail } from './whole-trail';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.set(14);
});
beforeEach(() => scene.quiet());
afterAll(() => scene.close());

/** Takes the guard role away; the function that is returned brings it back as the template makes it. */
function takeGuardAway({ accountId }: Trail): () => void {
  const arn = `arn:aws:iam::${accountId}:role/trailwarden-guard`;
  const guard = hooks.iam.findRole(scene.world, arn);
  if (!guard) throw new Error(`There is no role ${arn}.`);
  hooks.iam.deleteRole(scene.world, arn);
  const { name, trustPolicy, inlinePolicies } = guard;
  const policies = Object.fromEntries(inlinePolicies);
  return () => {
    hooks.iam.createRole(scene.world, { accountId, name, trustPolicy, inlinePolicies: policies });
  };
}

test('an account without its guard role is escalated, never compliant, and restored once the role is back', async () => {
  const trail = scene.newTrail();
  const bringBack = takeGuardAway(trail);
  const watched = watch(scene);
  await stop(scene, trail);
  const before = await scene.incidentOn(trail, ({ events }) => events === 1);
  expect(await scene.isLogging(trail)).toBe(false);
  expect(before).toMatchObject({ state: 'escalated', techniques: ['stop-logging'] });
  expect(before.escalation).toMatch(/was denied \(AccessDenied(Exception)?\)/);
  await scene.until('the responder says so', async () => linesOf(watched, 'decision').length > 0);
  const decisions = linesOf(watched, 'decision').map(({ decision }) => decision);
  expect(new Set(decisions)).toEqual(new Set(['escalate']));

  bringBack();
  // Not hurried to the end: another environment keeps the sessions of the old role for some seconds.
  scene.redeliver();
  // The window is written after the state.
  const after = await scene.incidentOn(trail, ({ state, windows }) => {
    return state === 'restored' && windows.length > 0;
  });
  expect(await scene.isLogging(trail)).toBe(true);
  expect(after).toMatchObject({ id: before.id, events: 1 });
  expect(after.redeliveries).toBeGreaterThan(0);
  // Heard while it could not be read: dark since the event.
  expect(after.windows).toMatchObject([{ from: { source: 'event' } }]);
  expect(after.escalation).toBeUndefined();
});

test('one account whose role is gone does not keep the others of its batch dark', async () => {
  const [dark, bright] = [scene.newTrail(), scene.newTrail()];
  const bringBack = takeGuardAway(dark);
  const watched = watch(scene);
  await stopTogether(dark, bright);
  await scene.incidentOn(bright, ({ state }) => state === 'restored');
  await scene.incidentOn(dark, ({ state }) => state === 'escalated');
  expect([await scene.isLogging(dark), await scene.isLogging(bright)]).toEqual([false, true]);
  expect(batchesUntil(watched, callsOf(watched, 'StartLogging')[0])).toBe(1);
  bringBack();
  await scene.quiet();
  await scene.incidentOn(dark, ({ state }) => state === 'restored');
});

const reads = ['DescribeTrails', 'GetTrailStatus', 'StartLogging'];
test.each([
  ['throttles', { refuse: { code: 'ThrottlingException', message: 'Rate exceeded' } }],
  ['hangs up on', { hangUp: true }],
] as const)(
  'one account where CloudTrail %s every call does not keep the others of its batch dark',
  async (_, fault) => {
    const [dark, bright] = [scene.newTrail(), scene.newTrail()];
    const { accountId } = dark;
    const { faults } = scene.local.sandbox;
    const watched = watch(scene);
    for (const action of reads) faults.add({ service: 'cloudtrail', action, accountId, ...fault });
    await stopTogether(dark, bright);
    await scene.incidentOn(bright, ({ state }) => state === 'restored');
    expect(batchesUntil(watched, callsOf(watched, 'StartLogging')[0])).toBe(1);
    await scene.incidentOn(dark, ({ state }) => state === 'open');
    faults.clear();
    expect(await scene.isLogging(dark)).toBe(false);
    await scene.quiet();
    await scene.incidentOn(dark, ({ state }) => state === 'restored');
    expect(await scene.isLogging(dark)).toBe(true);
  },
);

test('one account that answers late delays no other account of its batch', async () => {
  const [late, prompt] = [scene.newTrail(), scene.newTrail()];
  const { accountId } = late;
  for (const action of reads) {
    scene.local.sandbox.faults.add({ service: 'cloudtrail', action, accountId, delayMs: 2_000 });
  }
  await stopTogether(late, prompt);
  await scene.incidentOn(prompt, ({ state }) => state === 'restored');
  expect(await scene.incidentsOn(late)).toEqual([]);
  scene.local.sandbox.faults.clear();
  await scene.incidentOn(late, ({ state }) => state === 'restored');
  expect([await scene.isLogging(late), await scene.isLogging(prompt)]).toEqual([true, true]);
});

test('a responder that is killed after StartLogging leaves work that the next delivery finishes', async () => {
  const trail = scene.newTrail();
  const { accountId } = trail;
  const watched = watch(scene);
  const once = { service: 'cloudtrail', action: 'StartLogging', accountId, times: 1 };
  // Our own StartLogging is an event too, and would finish the work before the redelivery can.
  scene.local.sandbox.faults.add({
    ...once,
    after: () => {
      scene.world.events.faults.hold = true;
      scene.killResponder();
    },
  });
  await stop(scene, trail);
  await scene.until('the responder was killed', async () =>
    watched.entries.some((entry) => entry.kind === 'invocation' && entry.phase === 'killed'),
  );
  expect(await scene.incidentsOn(trail)).toEqual([]);
  scene.redeliver();
  const incident = await scene.accountOf(trail);
  hooks.events.releaseDeliveries(scene.world.events.faults);
  await scene.quiet();
  expect(await scene.isLogging(trail)).toBe(true);
  expect(await scene.incidentsOn(trail)).toHaveLength(1);
  expect(incident).toMatchObject({ events: 1, windows: [{ to: { source: 'GetTrailStatus' } }] });
  expect(incident.evidence?.actor.principal).toBe(administratorArn(trail));
});

test('a stopped trail is started while the table does not answer, even by a responder that remembers nothing', async () => {
  const trail = scene.newTrail();
  scene.killResponder(); // the next environment has never read what the trail must be
  const watched = watch(scene);
  const { faults } = scene.local.sandbox;
  const { securityAccountId: accountId } = scene.local.organization;
  for (const action of ['Query', 'GetItem', 'PutItem', 'UpdateItem', 'TransactWriteItems']) {
    faults.add({ service: 'dynamodb', action, accountId, delayMs: 20_000 });
  }
  await stop(scene, trail);
  await scene.until('it logs again', () => scene.isLogging(trail));
  expect(startsOf(watched, trail)).toHaveLength(1);
  expect(callsOf(watched, 'Query')).toEqual([]); // not one was answered meanwhile
  faults.clear();
  const incident = await scene.incidentOn(trail, ({ state }) => state === 'restored');
  expect(incident).toMatchObject({ events: 1, techniques: ['stop-logging'] });
});

/** Both are stopped before anything is delivered; then everything is delivered at once. */
async function stopTogether(...trails: readonly Trail[]): Promise<void> {
  const { faults } = scene.world.events;
  faults.hold = true;
  for (const trail of trails) await stop(scene, trail);
  await scene.until('every event waits', async () => faults.held.length === trails.length);
  hooks.events.releaseDeliveries(faults);
}

test('a trail whose name a trail of another Region has taken is escalated, names the one to delete, and that one is not guarded', async () => {
  const trail = scene.newTrail();
  const hostage = { ...trail, region: 'eu-west-1', id: trail.id.replace('us-east-1', 'eu-west-1') };
  const { faults } = scene.world.events;
  const bucket = hooks.cloudtrail.trailByArn(scene.world, trail.id)?.settings.s3BucketName;
  faults.hold = true;
  await scene.administrator(trail).send(new DeleteTrailCommand({ Name: trail.id }));
  const elsewhere = scene.administrator(hostage);
  await elsewhere.send(
    new CreateTrailCommand({
      ...{ Name: 'main', S3BucketName: bucket, EnableLogFileValidation: true },
      ...{ IsMultiRegionTrail: true, IncludeGlobalServiceEvents: true },
    }),
  );
  await elsewhere.send(new StartLoggingCommand({ Name: 'main' }));
  hooks.events.releaseDeliveries(faults);
  await scene.until('a person is called', async () =>
    (await scene.incidentsOn(trail)).some(({ state }) => state === 'escalated'),
  );
  const [incident] = await scene.incidentsOn(trail);
  expect(incident).toMatchObject({ severity: 'critical', techniques: ['delete-trail'] });
  expect(incident?.escalation).toContain(`${hostage.id}`);
  expect(incident?.escalation).toContain(
    `aws cloudtrail delete-trail --region eu-west-1 --name ${hostage.id}`,
  );
  expect(incident?.blindSince).toBeDefined();
  await scene.check(hostage);
  expect(await currentBaseline(scene.table, hostage)).toBeUndefined();

  await elsewhere.send(new DeleteTrailCommand({ Name: 'main' }));
  scene.redeliver();
  await scene.incidentOn(trail, ({ state }) => state === 'restored');
  expect(await scene.isLogging(trail)).toBe(true);
});

test('a trail whose tags fill AWS’s limit is escalated, names the tags to remove, and has the rest put back', async () => {
  const trail = scene.newTrail();
  const { id: ResourceId } = trail;
  const client = scene.administrator(trail);
  const before = await wholeTrail(scene, trail);
  const TagsList = Array.from({ length: 48 }, (_, n) => ({ Key: `k${n}` }));
  const { faults } = scene.world.events;
  faults.hold = true; // the list is full before anything is heard
  await client.send(
    new AddTagsCommand({ ResourceId, TagsList: [...TagsList, { Key: 'guarded-by', Value: 'me' }] }),
  );
  await client.send(new RemoveTagsCommand({ ResourceId, TagsList: [{ Key: 'owner' }] }));
  await client.send(new AddTagsCommand({ ResourceId, TagsList: [{ Key: '$(curl evil)' }] }));
  const EventSelectors = [{ ReadWriteType: 'ReadOnly' as const, IncludeManagementEvents: true }];
  await client.send(new PutEventSelectorsCommand({ TrailName: ResourceId, EventSelectors }));
  await stop(scene, trail);
  hooks.events.releaseDeliveries(faults);
  await scene.quiet();
  const incident = await scene.incidentOn(trail, ({ state }) => state === 'escalated');
  expect(incident.techniques).toContain('change-tags');
  expect(incident.escalation).toMatch(/allows 50 tags on a trail.*: owner cannot be put back/);
  expect(incident.escalation).toContain(
    `aws cloudtrail remove-tags --region us-east-1 --resource-id ${ResourceId} --tags-list Key=k0`,
  );
  expect(incident.escalation).not.toContain('curl');
  expect(incident).not.toHaveProperty('restoredAt');
  expect(await scene.isLogging(trail)).toBe(true);
  const tags = async () => {
    const all = await client.send(new ListTagsCommand({ ResourceIdList: [ResourceId] }));
    return all.ResourceTagList?.[0]?.TagsList ?? [];
  };
  // A value that was changed needs no room.
  expect(await tags()).toContainEqual({ Key: 'guarded-by', Value: 'trailwarden' });
  const { tags: _, ...now } = Object(await wholeTrail(scene, trail));
  expect(before).toMatchObject(now);

  await client.send(new RemoveTagsCommand({ ResourceId, TagsList: [{ Key: 'k0' }] }));
  await scene.quiet();
  const after = await scene.incidentOn(trail, ({ restoredAt }) => restoredAt !== undefined);
  expect(after.id).toBe(incident.id);
  expect(after.escalation).not.toMatch(/50 tags/);
  expect(await tags()).toContainEqual({ Key: 'owner', Value: 'security' });
});

test('a rule that does not fit the quota is tried once a look, and the event of the refused try causes none', async () => {
  const { accountId, region } = scene.newTrail();
  const events = new EventBridgeClient({ ...scene.local.administrator(accountId), region });
  const Rule = 'trailwarden-forward-watch';
  const bus = hooks.events.requireBus(scene.world, { accountId, region });
  const check = { trailwarden: 'check', by: 'a story', id: 'first', kinds: ['warden'] };
  await scene.signals.sendTogether([JSON.stringify({ ...check, accountId, region })]);
  await scene.quiet(); // its baseline
  const EventPattern = '{"source":["aws.s3"]}';
  const { faults } = scene.world.events;
  faults.hold = true; // he is faster than his events
  await events.send(new RemoveTargetsCommand({ Rule, Ids: ['security-account'] }));
  await events.send(new DeleteRuleCommand({ Name: Rule }));
  for (let n = bus.rules.size; n < 299; n += 1) {
    hooks.events.putRule(bus, { name: `junk-${n}`, eventPattern: EventPattern });
  }
  await events.send(new PutRuleCommand({ Name: 'mallory', EventPattern }));
  const watched = watch(scene);
  const ofRule = (action: string) =>
    callsOf(watched, action).filter(({ input }) => [input.Name, input.Rule].includes(Rule));
  hooks.events.releaseDeliveries(faults);
  const found = () => scene.incidentsIn(accountId);
  await scene.until('it is told', async () =>
    (await found()).some(({ escalation }) => escalation?.includes('quota of rules')),
  );
  await scene.until('what was refused has come back', async () => {
    const ours = linesOf(watched, 'signal').filter(({ what }) => what.startsWith('PutRule (Limit'));
    return ours.length >= ofRule('PutRule').length;
  });
  const looks = linesOf(watched, 'decision').filter(({ subject }) => subject.endsWith(`/${Rule}`));
  const refused = ofRule('PutRule').length;
  expect(ofRule('PutTargets')).toEqual([]);
  // Each look asks once; a second one is on its way at most for each of the two events.
  expect(refused).toBeLessThanOrEqual(looks.length + 2);
  const [incident] = await found();
  expect(incident).toMatchObject({ techniques: ['delete-rule'], events: 2 });
  expect(incident?.escalation).toMatch(
    /mallory, put by arn:aws:iam::\d+:user\/admin at .* --name mallory/,
  );
  expect(incident?.escalation).not.toMatch(/again and again/);

  await events.send(new DeleteRuleCommand({ Name: 'mallory' }));
  await scene.quiet();
  await scene.until('it is back', async () => bus.rules.has(Rule));
  await scene.quiet();
  const { Targets } = await events.send(new ListTargetsByRuleCommand({ Rule }));
  expect(Targets).toHaveLength(1);
  expect((await found()).map(({ state }) => state)).toEqual(['restored']);
});

test('a central bus with a foreign key and dead-letter queue has neither again', async () => {
  const { securityAccountId: accountId } = scene.local.organization;
  const region = 'us-east-1';
  const events = new EventBridgeClient({ ...scene.local.administrator(accountId), region });
  const check = { trailwarden: 'check', by: 'a story', id: 'bus', kinds: ['warden'] };
  await scene.signals.sendTogether([JSON.stringify({ ...check, accountId, region })]);
  await scene.quiet(); // its baseline
  const Name = 'trailwarden';
  const described = () => events.send(new DescribeEventBusCommand({ Name }));
  await events.send(
    new UpdateEventBusCommand({
      Name,
      KmsKeyIdentifier: `arn:aws:kms:${region}:999988887777:key/mallory`,
      DeadLetterConfig: { Arn: `arn:aws:sqs:${region}:999988887777:mallory` },
    }),
  );
  expect(await described()).toHaveProperty('KmsKeyIdentifier');
  await scene.until('it is told', async () => (await scene.incidentsIn(accountId)).length > 0);
  await scene.quiet();
  const bus = await described();
  expect(bus).not.toHaveProperty('KmsKeyIdentifier');
  expect(bus).not.toHaveProperty('DeadLetterConfig');
  const [incident] = await scene.incidentsIn(accountId);
  expect(incident).toMatchObject({ techniques: ['rekey-bus'], state: 'restored' });
});
