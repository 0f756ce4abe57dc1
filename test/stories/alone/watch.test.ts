import { isDeepStrictEqual } from 'node:util';
import { GetEventSelectorsCommand, PutEventSelectorsCommand } from '@aws-sdk/client-cloudtrail';
import {
  DeleteRuleCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { LeaveOrganizationCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { sendChecks, signalsArn, startLocal } from '../../../services/cli/local/local';
import { hooks } from '../../../services/sandbox';
import { findWatches } from '../../../shared/aws/watch/watches';
import { blindText } from '../../../shared/tell/report/sections/at-a-glance';
import { inProcess } from '../../cli/in-process';
import { stop, stopUnheard } from '../people';
import { Scene, type Trail } from '../scene';

let scene: Scene;
beforeAll(async () => {
  scene = Scene.in(await startLocal({ accounts: 18, regions: ['us-east-1'] }));
}, 120_000);
afterEach(() => scene.quiet());
afterAll(() => scene.close());

const eventsOf = (trail: Trail) =>
  new EventBridgeClient({ ...scene.local.administrator(trail.accountId), region: trail.region });
const iamOf = ({ accountId }: Trail) => new IAMClient(scene.local.administrator(accountId));

const logs = (trail: Trail): Promise<void> =>
  scene.until(`${trail.id} logs`, () => scene.isLogging(trail));

const rulesTell = (events: EventBridgeClient, names: readonly string[]): Promise<void> =>
  scene.until(`${names.join(', ')} tell us again`, async () => {
    const told = await Promise.all(
      names.map(async (Name) => {
        const rule = await events.send(new DescribeRuleCommand({ Name })).catch(() => undefined);
        if (rule?.State !== 'ENABLED') return false;
        const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ Rule: Name }));
        return Targets.length === 1;
      }),
    );
    return told.every((one) => one);
  });

/** The world's clock moves on, so that what waits in the queue comes. */
const wait = (seconds: number): void => scene.world.clock.advance(seconds * 1_000);

const everyMinute = () => {
  const { homeRegion, securityAccountId } = scene.local.organization;
  const rule = `arn:aws:events:${homeRegion}:${securityAccountId}:rule/trailwarden-minute`;
  return hooks.lambda.fireSchedule(scene.world, rule);
};

const CENTRAL_RULE = { EventBusName: 'trailwarden', Rule: 'trailwarden-signals' };

const watchOf = async ({ accountId }: Trail) =>
  (await findWatches(scene.table)).find((watch) => watch.accountId === accountId);

// First, since a person's machine keeps its own clock.
const exempt = (...args: readonly string[]) => {
  const { organization, administrator } = scene.local;
  return inProcess(['exempt', ...args], administrator(organization.securityAccountId));
};

async function statusTellsOf({ accountId }: Trail): Promise<boolean> {
  const { organization, administrator } = scene.local;
  const keys = administrator(organization.securityAccountId);
  const { stdout } = await inProcess(['status', '--account', accountId], keys);
  return stdout.includes('differs: Trail main is stopped.');
}

test('a trail that was stopped unheard under an exemption is put back within a minute of its end, and until then status shows it', async () => {
  const [ended, over, heard] = [scene.newTrail(), scene.newTrail(), scene.newTrail()];
  const why = ['--why', 'CHG-1042'];
  const until = new Date(scene.world.now().getTime() + 120_000).toISOString();
  expect(await exempt('add', ended.id, '--until', '4h', ...why)).toMatchObject({ code: 0 });
  expect(await exempt('add', over.id, '--until', until, ...why)).toMatchObject({ code: 0 });
  expect(await exempt('add', heard.id, '--until', '4h', ...why)).toMatchObject({ code: 0 });
  for (const trail of [ended, over]) stopUnheard(scene, trail);
  expect(await exempt('end', ended.id)).toMatchObject({ code: 0 });
  await everyMinute();
  expect(await scene.isLogging(ended)).toBe(false);
  wait(63);
  await logs(ended);
  expect(await scene.isLogging(over)).toBe(false);
  await stop(scene, heard);
  await scene.quiet();
  wait(6);
  await scene.until('status tells of the stop', () => statusTellsOf(heard));
  await everyMinute();
  wait(60);
  await logs(over);
  expect(await scene.isLogging(heard)).toBe(false);
});

test('a rule that is deleted and a trail that is stopped in the same second are both put back', async () => {
  const trail = scene.newTrail();
  const events = eventsOf(trail);
  const Rule = 'trailwarden-forward';
  const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ Rule }));
  await events.send(new RemoveTargetsCommand({ Rule, Ids: Targets.map(({ Id = '' }) => Id) }));
  await events.send(new DeleteRuleCommand({ Name: Rule }));
  await stop(scene, trail);
  await logs(trail);
  await rulesTell(events, [Rule]);
});

test('a trail is stopped behind a rule whose restoration cannot be written down: both are put back and told', async () => {
  const trail = scene.newTrail();
  const { accountId } = trail;
  const refuse = { code: 'ValidationException', message: 'The table refuses.' };
  const write = { service: 'dynamodb', action: 'UpdateItem', times: 1 } as const;
  const when = ({ raw }: { readonly raw: { readonly body: Buffer } }) =>
    raw.body.includes('INCIDENT#');
  scene.local.sandbox.faults.add({ ...write, refuse, when });
  await eventsOf(trail).send(new DisableRuleCommand({ Name: 'trailwarden-forward' }));
  await stop(scene, trail);
  await logs(trail);
  await rulesTell(eventsOf(trail), ['trailwarden-forward']);
  const ofRule = async () =>
    (await scene.incidentsIn(accountId)).filter(({ subjectId }) => subjectId.includes(':rule/'));
  await scene.until('the rule is told', async () => (await ofRule()).length > 0);
  await scene.quiet();
  expect(await ofRule()).toMatchObject([
    {
      state: 'restored',
      techniques: ['silence-rule'],
      sentence: expect.not.stringMatching(/nothing/),
    },
  ]);
});

test('three disabled rules and the trail that is stopped after them are put back', async () => {
  const trail = scene.newTrail();
  const events = eventsOf(trail);
  const rules = ['-watch', '-warden', ''].map((name) => `trailwarden-forward${name}`);
  for (const Name of rules) await events.send(new DisableRuleCommand({ Name }));
  await stop(scene, trail);
  await scene.quiet();
  wait(6);
  await logs(trail);
  await rulesTell(events, rules);
});

test.each([
  ['disabled', (on: typeof CENTRAL_RULE) => [new DisableRuleCommand({ ...on, Name: on.Rule })]],
  [
    'given a pattern that nothing matches',
    (on: typeof CENTRAL_RULE) => [
      new PutRuleCommand({ ...on, Name: on.Rule, EventPattern: '{"source":["nothing"]}' }),
    ],
  ],
  [
    'left without its queue',
    (on: typeof CENTRAL_RULE) => [new RemoveTargetsCommand({ ...on, Ids: ['signals'] })],
  ],
])(
  'a rule of the central bus that is %s is put back by the check of every minute',
  async (_, calls) => {
    const trail = scene.newTrail();
    const { homeRegion, securityAccountId } = scene.local.organization;
    const home = { ...scene.local.administrator(securityAccountId), region: homeRegion };
    const events = new EventBridgeClient(home);
    const rule = async () => {
      const { EventBusName, Rule } = CENTRAL_RULE;
      const { State, EventPattern } = await events.send(
        new DescribeRuleCommand({ EventBusName, Name: Rule }),
      );
      const { Targets } = await events.send(new ListTargetsByRuleCommand(CENTRAL_RULE));
      return { State, EventPattern: JSON.parse(EventPattern ?? ''), Targets };
    };
    const before = await rule();
    expect(before).toMatchObject({ State: 'ENABLED', Targets: [{ Id: 'signals' }] });
    for (const call of calls(CENTRAL_RULE)) await events.send(call as DisableRuleCommand);
    await stop(scene, trail);
    await scene.quiet();
    expect(await scene.isLogging(trail)).toBe(false);
    await everyMinute();
    await scene.until('the rule is back', async () => isDeepStrictEqual(await rule(), before));
    await stop(scene, trail); // changes nothing, and is heard
    await logs(trail);
  },
);

test('a trail that is stopped unheard right after our start is found five seconds later', async () => {
  const trail = scene.newTrail();
  await stop(scene, trail);
  await logs(trail);
  await scene.quiet();
  stopUnheard(scene, trail);
  expect(await scene.isLogging(trail)).toBe(false);
  wait(6);
  await logs(trail);
});

test('changes made while a trail left management events out are found five seconds after it records them again', async () => {
  const trail = scene.newTrail();
  const client = scene.administrator(trail);
  const selectors = async () =>
    (await client.send(new GetEventSelectorsCommand({ TrailName: trail.id }))).EventSelectors;
  const before = await selectors();
  const EventSelectors = [{ ReadWriteType: 'ReadOnly' as const, IncludeManagementEvents: true }];
  await client.send(new PutEventSelectorsCommand({ TrailName: trail.id, EventSelectors }));
  await scene.until('its selectors are back', async () =>
    isDeepStrictEqual(await selectors(), before),
  );
  await scene.quiet();
  const { faults } = scene.world.events;
  faults.dropNext = 1; // as no event would have come while it was narrowed
  const events = eventsOf(trail);
  const Name = 'trailwarden-forward';
  await events.send(new DisableRuleCommand({ Name }));
  await scene.quiet();
  wait(6);
  await scene.until('the rule is enabled', async () => {
    const { State } = await events.send(new DescribeRuleCommand({ Name }));
    return State === 'ENABLED';
  });
});

/** The seconds of the world's clock until the trail logs, in steps of two. Undefined when it takes longer. */
async function logsWithin(trail: Trail, seconds: number): Promise<number | undefined> {
  for (let passed = 0; passed <= seconds; passed += 2) {
    if (await scene.isLogging(trail)) return passed;
    wait(2);
    await scene.quiet();
  }
  return undefined;
}

test('a trail that is stopped after its account left is put back by close looks, and the incident says that the account is unheard', async () => {
  const trail = scene.newTrail();
  const { accountId } = trail;
  await stop(scene, trail);
  await logs(trail); // so a responder has a session there
  await scene.quiet();
  const keys = { ...scene.local.administrator(accountId), region: 'us-east-1' };
  await new OrganizationsClient(keys).send(new LeaveOrganizationCommand({}));
  await scene.until(
    'its leaving is heard',
    async () => (await watchOf(trail))?.departedAt !== undefined,
  );
  await scene.quiet();
  wait(3);
  await stop(scene, trail);
  expect(await logsWithin(trail, 60)).toBeDefined();
  const left = (await scene.incidentsIn(accountId)).find(({ techniques }) =>
    techniques.includes('ORG-02'),
  );
  if (!left) throw new Error('Nothing tells that it left.');
  expect(blindText(left)).toMatch(/^not known since .*no longer heard/);
});

test('while another role holds the forwarder’s name, a stop is found within seconds', async () => {
  const trail = scene.newTrail();
  const { accountId, region } = trail;
  const iam = iamOf(trail);
  const RoleName = `trailwarden-forwarder-${region}`;
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        ...{ Effect: 'Allow', Action: 'sts:AssumeRole' },
        Principal: { AWS: `arn:aws:iam::${accountId}:root` },
      },
    ],
  });
  await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'forward' }));
  await iam.send(new DeleteRoleCommand({ RoleName }));
  await iam.send(new CreateRoleCommand({ RoleName, Path: '/x/', AssumeRolePolicyDocument }));
  await sendChecks(scene.local, [accountId], { region });
  const isTold = async () =>
    (await scene.incidentsIn(accountId)).some(
      ({ subjectId, state }) => subjectId.endsWith(`/${RoleName}`) && state === 'escalated',
    );
  await scene.until('a person is called', isTold);
  for (let seconds = 0; seconds < 56; seconds += 4) {
    await scene.quiet();
    wait(4);
  }
  await scene.quiet();
  await stop(scene, trail);
  expect(await logsWithin(trail, 10)).toBeDefined();
});

test('the check of every minute makes up for a lost message', async () => {
  const trail = scene.newTrail();
  await stop(scene, trail);
  await logs(trail);
  await scene.quiet();
  hooks.sqs.dropDelayed(scene.world, signalsArn(scene.local));
  stopUnheard(scene, trail);
  wait(60);
  await scene.quiet();
  expect(await scene.isLogging(trail)).toBe(false);
  await everyMinute();
  await logs(trail);
});

test('a responder is ended before it writes down what it put back unheard: the next delivery tells of it', async () => {
  const trail = scene.newTrail();
  const { accountId, region } = trail;
  const iam = iamOf(trail);
  const RoleName = 'trailwarden-spare';
  const { faults } = scene.world.events;
  faults.dropNext = Number.POSITIVE_INFINITY;
  await iam.send(
    new AttachRolePolicyCommand({ RoleName, PolicyArn: 'arn:aws:iam::aws:policy/AWSDenyAll' }),
  );
  const killed = { service: 'iam', action: 'DetachRolePolicy', accountId, times: 1 };
  scene.local.sandbox.faults.add({ ...killed, after: () => scene.killResponder() });
  await sendChecks(scene.local, [accountId], { region });
  await scene.until('it is detached', async () => {
    const { AttachedPolicies = [] } = await iam.send(
      new ListAttachedRolePoliciesCommand({ RoleName }),
    );
    return AttachedPolicies.length === 0;
  });
  const told = async () =>
    (await scene.incidentsIn(accountId)).filter(({ subjectId }) => subjectId.endsWith(RoleName));
  expect(await told()).toEqual([]);
  wait(181); // its message comes again
  await scene.until('an incident tells of it', async () => (await told()).length > 0);
  faults.dropNext = 0;
  expect(await told()).toMatchObject([
    { state: 'restored', techniques: ['attach-foreign-policy'] },
  ]);
});

test('STS does not answer for more than five receives: the trail is whole by itself once it does', async () => {
  const trail = scene.newTrail();
  scene.killResponder(); // with the sessions that it holds
  const silent = { service: 'sts', action: 'AssumeRole', hangUp: true } as const;
  const mend = scene.local.sandbox.faults.add(silent);
  try {
    await stop(scene, trail);
    await scene.until('the place is owed a look', async () => (await watchOf(trail)) !== undefined);
    await scene.quiet(); // the message itself is given up meanwhile
    expect(await scene.isLogging(trail)).toBe(false);
  } finally {
    mend();
  }
  wait(61);
  await logs(trail);
});

test('a trail is put back by itself after its guard and spare were denied for more than five receives', async () => {
  const trail = scene.newTrail();
  const iam = iamOf(trail);
  const roles = ['trailwarden-guard', 'trailwarden-spare'];
  const { faults } = scene.world.events;
  const deny = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }],
  });
  faults.dropNext = Number.POSITIVE_INFINITY;
  for (const RoleName of roles) {
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'out', PolicyDocument: deny }));
  }
  faults.dropNext = 0;
  await stop(scene, trail);
  await scene.until('the place is owed a look', async () => (await watchOf(trail)) !== undefined);
  await scene.quiet(); // the message itself is given up meanwhile
  faults.dropNext = Number.POSITIVE_INFINITY;
  for (const RoleName of roles) {
    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'out' }));
  }
  faults.dropNext = 0;
  expect(await scene.isLogging(trail)).toBe(false);
  wait(61);
  await logs(trail);
});
