import * as aws from '@aws-sdk/client-eventbridge';
import { DeleteRoleCommand, DeleteRolePolicyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Answer, RecordedAnswer } from '../recorded-answers';
import { answerOf, type Scene } from '../scene';
import type { Situation, Situations } from '../situation';
import { bus, eventsAt, iamAt, policy, role, rule, type Step, target } from './event-steps';

/** The recorded call, with the recorded input. */
function ask(
  scene: Scene,
  { action, input }: RecordedAnswer,
  client = eventsAt(scene),
): Promise<Answer> {
  const Command = Reflect.get(aws, `${action}Command`);
  return answerOf(client.send(new Command(scene.filled(input))));
}

const asked =
  (...steps: readonly Step[]): Situation =>
  async (scene, recorded) => {
    for (const step of steps) await step(scene);
    return ask(scene, recorded);
  };

/** Asked, and then what is to be read of it, beside the answer. */
const seen =
  (steps: readonly Step[], read: (scene: Scene) => Promise<object>): Situation =>
  async (scene, recorded) => {
    for (const step of steps) await step(scene);
    const { ok, ...refusal } = await ask(scene, recorded);
    const [later] = ['then'] as const;
    return ok ? { ok: { ...ok, [later]: await read(scene) } } : refusal;
  };

const otherBus = 'arn:aws:events:us-east-1:222222222222:event-bus/b';
const good = 'arn:aws:iam::111111111111:role/good';
const ruleOnA = [bus('a'), rule('r', 'a')];

const onA = { Rule: 'r', EventBusName: 'a' };
const targetsOfR = async (scene: Scene) => {
  const { Targets = [] } = await eventsAt(scene).send(new aws.ListTargetsByRuleCommand(onA));
  return { ListTargetsByRule: scene.recordedIds(Targets) };
};

/** The session of a role that may put targets and may not pass a role. The recorded one is named in one letter, which no session may. */
const withoutPassRole: Situation = async (scene, recorded) => {
  const caller = role('caller', {
    trusts: { AWS: scene.accounts[0] },
    may: ['events:PutTargets', 'events:PutRule'],
  });
  for (const step of [...ruleOnA, role('basic'), caller]) await step(scene);
  const RoleArn = `arn:aws:iam::${scene.accounts[0]}:role/caller`;
  const assume = new AssumeRoleCommand({ RoleArn, RoleSessionName: 'session' });
  const { Credentials } = await new STSClient(scene.as()).send(assume);
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
  const client = new aws.EventBridgeClient({ ...scene.as(), credentials });
  const { message, ...answer } = await ask(scene, recorded, client);
  return { ...answer, message: message?.replace('/caller/session ', '/caller/s ') ?? null };
};

/** Refused while the role is new, and the same call is taken when it is not. */
const freshRole: Situation = async (scene, recorded) => {
  scene.sandbox.world.iam.rolesSettleMilliseconds = 10_000;
  for (const step of [bus('a'), role('fresh')]) await step(scene);
  const refused = await ask(scene, recorded);
  scene.sandbox.world.clock.advance(10_000);
  const { ok } = await ask(scene, recorded);
  return ok ? refused : { ok: 'refused for good' };
};

/** Another account's bus with a policy for calls that come from no rule. */
const foreignBus: Step = async (scene) => {
  const accountId = scene.accounts[1];
  await bus('f', { accountId })(scene);
  const Policy = policy({
    Sid: 'f',
    Effect: 'Allow',
    Principal: { AWS: scene.accounts[0] },
    Action: 'events:PutEvents',
    Resource: '*',
    Condition: { StringEquals: { 'events:eventBusInvocation': 'false' } },
  });
  const put = new aws.PutPermissionCommand({ EventBusName: 'f', Policy });
  await eventsAt(scene, { accountId }).send(put);
};

async function principalOfBusA(scene: Scene): Promise<string> {
  const { Policy } = await eventsAt(scene).send(new aws.DescribeEventBusCommand({ Name: 'a' }));
  return scene.recordedIds(JSON.parse(Policy ?? '').Statement[0].Principal.AWS);
}

/** A role of another account that the policy names is deleted, and made again under its name. */
const deletedPrincipal: Situation = async (scene) => {
  const at = { accountId: scene.accounts[1] };
  const make = role('named', { may: 'events:PutEvents' }, at);
  for (const step of [bus('a'), make]) await step(scene);
  const EventBusName = `arn:aws:events:us-east-1:${scene.accounts[0]}:event-bus/a`;
  const AWS = `arn:aws:iam::${at.accountId}:role/named`;
  const statement = { Sid: 'v', Effect: 'Allow', Principal: { AWS }, Action: 'events:PutEvents' };
  const Policy = policy({ ...statement, Resource: EventBusName });
  const put = () =>
    eventsAt(scene).send(new aws.PutPermissionCommand({ EventBusName: 'a', Policy }));
  const mayPut = async () => {
    const entry = { EventBusName, Source: 'x', DetailType: 'd', Detail: '{}' };
    const client = new aws.EventBridgeClient(scene.as(at.accountId, 'us-east-1', 'named'));
    return (await answerOf(client.send(new aws.PutEventsCommand({ Entries: [entry] })))).ok;
  };
  await put();
  const atFirst = await mayPut();
  const iam = iamAt(scene, scene.as(at.accountId));
  await iam.send(new DeleteRolePolicyCommand({ RoleName: 'named', PolicyName: 'p' }));
  await iam.send(new DeleteRoleCommand({ RoleName: 'named' }));
  const shown = (await principalOfBusA(scene)).replace(/^AROA[A-Z0-9]+$/, 'AROA…');
  await make(scene);
  const madeAgain = await mayPut();
  await put();
  const identical = await mayPut();
  const removal = new aws.RemovePermissionCommand({ EventBusName: 'a', StatementId: 'v' });
  await eventsAt(scene).send(removal);
  await put();
  const putAnew = await mayPut();
  const asRecorded = atFirst && !madeAgain && !identical && putAnew;
  return { ok: { policyPrincipal: asRecorded ? shown : `${shown}, but who may differs` } };
};

const disabledRule = rule('r1', 'a', {
  State: 'DISABLED',
  Description: 'first',
  Tags: [{ Key: 'owner', Value: 'rule' }],
});

export const events: Situations = {
  '1eab49': asked(...ruleOnA, bus('b')),
  '5822e1': asked(...ruleOnA),
  '3a65e7': asked(...ruleOnA),
  '602324': asked(bus('a'), bus('b'), role('good'), (scene) =>
    rule('r', 'a', { RoleArn: scene.filled(good) })(scene),
  ),
  dca0b5: asked(...ruleOnA, target({ Arn: otherBus, RoleArn: good })),
  '6377e9': asked(...ruleOnA, bus('b')),
  '144032': seen(
    [
      ...ruleOnA,
      target({
        Arn: otherBus,
        RoleArn: good,
        DeadLetterConfig: { Arn: 'arn:aws:sqs:us-east-1:111111111111:dead' },
      }),
    ],
    targetsOfR,
  ),
  '86bfde': asked(...ruleOnA, role('good')),
  bcfd2a: withoutPassRole,
  b90a44: asked(bus('a')),
  '96f85d': freshRole,
  '3468e0': seen([bus('a'), disabledRule], async (scene) => {
    const of = { Name: 'r1', EventBusName: 'a' };
    return { DescribeRule: await eventsAt(scene).send(new aws.DescribeRuleCommand(of)) };
  }),
  b0b134: asked(),
  fe0927: asked(...ruleOnA),
  '1af8b0': asked(),
  '9944c7': asked(rule('r'), (scene) =>
    eventsAt(scene).send(
      new aws.PutTargetsCommand({
        Rule: 'r',
        Targets: [{ Id: 'q', Arn: `arn:aws:sqs:us-east-1:${scene.accounts[0]}:q` }],
      }),
    ),
  ),
  '752beb': asked(),
  e372d4: asked(bus('a')),
  '2036a8': asked(bus('a')),
  '2690f9': asked(bus('a')),
  c20b49: asked(),
  '21f1cd': asked(foreignBus),
  '4d8387': asked(bus('a')),
  '463e10': asked(bus('a')),
  '687758': asked(bus('a')),
  c1b600: asked(bus('a')),
  '49e277': seen([bus('a')], async (scene) => ({
    DescribeEventBus: { principal: await principalOfBusA(scene) },
  })),
  '8d2c1f': deletedPrincipal,
  '7b8050': asked(bus('a')),
  ada277: asked(bus('a')),
  '94f6c4': asked(bus('a')),
  '9b3d06': asked(bus('a')),
};
