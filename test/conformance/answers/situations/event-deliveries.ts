import * as events from '@aws-sdk/client-eventbridge';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import type { MessageAttributeValue } from '@aws-sdk/client-sqs';
import type { Answer, RecordedAnswer } from '../recorded-answers';
import type { Scene } from '../scene';
import type { Situation, Situations } from '../situation';
import {
  bus,
  eventsAt,
  type Place,
  placeOf,
  policy,
  queue,
  queueArn,
  type RoleParts,
  receiveOne,
  role,
} from './event-steps';

/** How the buses of a way are made, and the roles that send on it. */
interface Way {
  /** ARNs of buses; a rule on each sends to the next, one on the last to the queue `arrived`. */
  readonly path: readonly string[];
  /** Of every rule's role; absent: it may put events. `missing`: there is none. */
  readonly role?: RoleParts | 'missing';
  /** Its name; default `good`. */
  readonly roleName?: string;
  /** The last bus: without a policy, or with one for the first account alone; else everybody may put events. */
  readonly destination?: 'no policy' | 'never there' | 'deleted' | { readonly onlyIf: object };
  /** Condition of the policy of the dead-letter queue. */
  readonly deadLettersOnlyIf?: object;
  readonly entry?: Partial<events.PutEventsRequestEntry>;
}

const source = { source: ['x'] };
const first = 'arn:aws:events:us-east-1:111111111111:event-bus/a';
const local = (name: string) => `arn:aws:events:us-east-1:111111111111:event-bus/${name}`;

/** One event is put on the first bus; then what has become of it, and of its envelope. */
async function sent(scene: Scene, way: Way): Promise<Answer> {
  const path = scene.filled([...way.path]);
  const from = placeOf(path[0] ?? '');
  for (const [index, arn] of path.entries()) {
    const isLast = index === path.length - 1;
    await makeBus(scene, arn, isLast ? way.destination : undefined);
  }
  for (const [index, arn] of path.entries()) await connect(scene, way, arn, path[index + 1]);
  if (way.destination === 'deleted') {
    const arn = path.at(-1) ?? '';
    const client = eventsAt(scene, placeOf(arn));
    const of = { Name: nameOf(arn) };
    const only = { Rule: 'r', EventBusName: of.Name };
    await client.send(new events.RemoveTargetsCommand({ ...only, Ids: ['t'] }));
    await client.send(new events.DeleteRuleCommand({ Name: 'r', EventBusName: of.Name }));
    await client.send(new events.DeleteEventBusCommand(of));
  }
  const over = isOver(scene);
  const entry = { Source: 'x', DetailType: 'd', Detail: '{"n":1}', ...way.entry };
  const put = new events.PutEventsCommand({ Entries: [{ EventBusName: path[0], ...entry }] });
  const answer = await eventsAt(scene, from).send(put);
  await over;
  const event = await arrivedAt(scene, path.at(-1) ?? '', way.destination);
  const deadLetter = await deadLetterOf(scene, path);
  const envelope = event && envelopeOf(event, { entry, from, id: answer.Entries?.[0]?.EventId });
  return {
    ok: {
      delivered: event !== undefined,
      deadLettered: deadLetter !== null,
      deadLetter,
      ...envelope,
    },
  };
}

const nameOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

async function makeBus(scene: Scene, arn: string, destination: Way['destination']): Promise<void> {
  if (destination === 'never there') return;
  await bus(nameOf(arn), placeOf(arn))(scene);
  if (destination === 'no policy') return;
  const Policy = policy({
    Sid: 'senders',
    Effect: 'Allow',
    Principal: typeof destination === 'object' ? { AWS: scene.accounts[0] } : '*',
    Action: 'events:PutEvents',
    Resource: '*',
    ...(typeof destination === 'object' && { Condition: destination.onlyIf }),
  });
  const put = new events.PutPermissionCommand({ EventBusName: nameOf(arn), Policy });
  await eventsAt(scene, placeOf(arn)).send(put);
}

/** The rule `r` of a bus, its role, its dead-letter queue and its only target. */
async function connect(scene: Scene, way: Way, arn: string, next?: string): Promise<void> {
  if (next === undefined && way.destination === 'never there') return;
  const at = placeOf(arn);
  const client = eventsAt(scene, at);
  const on = { EventBusName: nameOf(arn) };
  const EventPattern = JSON.stringify(source);
  await client.send(new events.PutRuleCommand({ Name: 'r', EventPattern, ...on }));
  await queue(scene, 'dead', at, {
    ...(way.deadLettersOnlyIf && { onlyIf: scene.filled(way.deadLettersOnlyIf) }),
  });
  if (next === undefined) await queue(scene, 'arrived', at);
  const roleName = way.roleName ?? 'good';
  if (next !== undefined && way.role !== 'missing') await makeRole(scene, way, at, roleName);
  const Targets = [
    {
      Id: 't',
      Arn: next ?? queueArn(scene, 'arrived', at),
      ...(next && { RoleArn: `arn:aws:iam::${at.accountId}:role/${roleName}` }),
      DeadLetterConfig: { Arn: queueArn(scene, 'dead', at) },
    },
  ];
  await client.send(new events.PutTargetsCommand({ Rule: 'r', ...on, Targets }));
}

/** Roles belong to no Region: the way may cross its account twice. */
async function makeRole(scene: Scene, way: Way, at: Required<Place>, name: string): Promise<void> {
  if (scene.sandbox.world.iam.roles.has(`arn:aws:iam::${at.accountId}:role/${name}`)) return;
  const parts = way.role === 'missing' || !way.role ? { may: 'events:PutEvents' } : way.role;
  await role(name, scene.filled(parts), at)(scene);
}

/** Resolves when the event is in the queue at the end, or a delivery was the last. */
function isOver({ sandbox }: Scene): Promise<void> {
  return new Promise((resolve) => {
    const stop = sandbox.world.feed.watch((entry) => {
      if (entry.kind !== 'delivery') return;
      const isBus = entry.targetArn.split(':')[2] === 'events';
      if (isBus && entry.outcome === 'delivered') return;
      stop();
      resolve();
    });
  });
}

async function arrivedAt(scene: Scene, arn: string, destination: Way['destination']) {
  if (destination === 'never there') return undefined;
  const at = placeOf(arn);
  const message = await receiveOne(scene, `/${at.accountId}/arrived`, at);
  return message?.Body === undefined ? undefined : JSON.parse(message.Body);
}

/** Of any of the queues for it on the way. */
async function deadLetterOf(scene: Scene, path: readonly string[]) {
  for (const arn of path.slice(0, -1)) {
    const at = placeOf(arn);
    const message = await receiveOne(scene, `/${at.accountId}/dead`, at);
    if (message) return attributesOf(message.MessageAttributes);
  }
  return null;
}

function attributesOf(attributes: Readonly<Record<string, MessageAttributeValue>> = {}) {
  const texts = Object.entries(attributes).map(([name, { StringValue }]) => [name, StringValue]);
  return { ...Object.fromEntries(texts), attributesOnly: Object.keys(attributes).sort() };
}

interface Origin {
  readonly id: string | undefined;
  readonly from: Required<Place>;
  readonly entry: Partial<events.PutEventsRequestEntry>;
}

/** In the recorded words. */
function envelopeOf(event: Record<string, unknown>, { id, from, entry }: Origin) {
  const time = entry.Time?.toISOString().replace('.000', '');
  const isNow = Math.abs(Date.parse(String(event.time)) - Date.now()) < 60_000;
  const hopped = event.id !== id;
  return {
    id: hopped ? 'new' : 'kept',
    time: event.time === time ? 'kept' : isNow ? 'moment of the hop' : event.time,
    account: event.account === from.accountId ? 'kept' : event.account,
    region: event.region !== from.region ? event.region : hopped ? 'kept (of origin)' : 'kept',
    resources: same(event.resources, entry.Resources ?? []),
    detail: same(event.detail, JSON.parse(entry.Detail ?? '{}')),
  };
}

const same = (given: unknown, wanted: unknown): unknown =>
  JSON.stringify(given) === JSON.stringify(wanted) ? 'kept' : given;

const along =
  (way: Omit<Way, 'path'> = {}): Situation =>
  (scene, { input }) =>
    sent(scene, { path: [first, String(input.target)], ...way });

const onPath: Situation = (scene, { input }) => sent(scene, { path: input.path as string[] });

const ofThisRule = {
  ArnEquals: { 'aws:SourceArn': 'arn:aws:events:us-east-1:111111111111:rule/a/r' },
};
const allowed = (more: object) => ({
  destination: { onlyIf: { StringEquals: more } },
});
const grantsNothing: RoleParts = {};
const dated = { Time: new Date('2026-09-15T12:34:56Z'), Resources: ['arn:aws:s3:::b'] };

/** A rule on bus `a` sends straight to the queue `q`, perhaps an encrypted one. */
async function sentToQueue(
  scene: Scene,
  {
    onlyIf,
    key,
    rules = ['r'],
  }: {
    readonly onlyIf?: object | undefined;
    readonly key?: object | undefined;
    readonly rules?: readonly string[];
  },
): Promise<Answer> {
  const [accountId] = scene.accounts;
  const keyId = key && (await makeKey(scene, key));
  const QueueUrl = await queue(
    scene,
    'q',
    {},
    { ...(onlyIf && { onlyIf }), ...(keyId && { keyId }) },
  );
  await queue(scene, 'dead');
  await bus('a')(scene);
  const client = eventsAt(scene);
  const on = { EventBusName: 'a' };
  const from: string[] = [];
  let deadLetter: object | null = null;
  for (const name of rules) {
    const EventPattern = JSON.stringify({ source: [name] });
    await client.send(new events.PutRuleCommand({ Name: name, EventPattern, ...on }));
    const DeadLetterConfig = { Arn: queueArn(scene, 'dead') };
    const Targets = [{ Id: 't', Arn: queueArn(scene, 'q'), DeadLetterConfig }];
    await client.send(new events.PutTargetsCommand({ Rule: name, ...on, Targets }));
    const over = isOver(scene);
    const entry = { ...on, Source: name, DetailType: 'd', Detail: '{}' };
    await client.send(new events.PutEventsCommand({ Entries: [entry] }));
    await over;
    const arrived = await bodyIn(scene, QueueUrl);
    if (arrived) from.push(`arn:aws:events:us-east-1:${accountId}:rule/a/${arrived.source}`);
    const buried = await receiveOne(scene, `/${accountId}/dead`);
    if (buried) deadLetter = attributesOf(buried.MessageAttributes);
  }
  return {
    ok: { delivered: from.length === rules.length, deliveredFrom: from.at(-1), deadLetter },
  };
}

/** The account may do all with it, so that the queue can be read; EventBridge only what the condition allows. */
async function makeKey(scene: Scene, onlyIf: object): Promise<string> {
  const [accountId] = scene.accounts;
  const root = { AWS: `arn:aws:iam::${accountId}:root` };
  const own = { Effect: 'Allow', Principal: root, Action: 'kms:*', Resource: '*' };
  const theirs = {
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: ['kms:GenerateDataKey', 'kms:Decrypt'],
    Resource: '*',
    Condition: onlyIf,
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [own, theirs] });
  const made = await new KMSClient(scene.as()).send(new CreateKeyCommand({ Policy }));
  return made.KeyMetadata?.KeyId ?? '';
}

async function bodyIn(scene: Scene, QueueUrl: string) {
  const message = await receiveOne(scene, QueueUrl);
  return message?.Body === undefined ? undefined : JSON.parse(message.Body);
}

/** All of them in one policy. */
const everyConditionHolds: Situation = (scene) =>
  sentToQueue(scene, {
    onlyIf: {
      ArnEquals: { 'aws:SourceArn': scene.filled(ofThisRule.ArnEquals['aws:SourceArn']) },
      StringEquals: {
        'aws:SourceAccount': scene.accounts[0],
        'aws:PrincipalServiceName': 'events.amazonaws.com',
      },
      Bool: { 'aws:PrincipalIsAWSService': 'true' },
    },
  });

const withRecorded =
  (field: 'Condition' | 'keyCondition', names: (scene: Scene) => Record<string, string>) =>
  (scene: Scene, { input }: RecordedAnswer): Promise<Answer> => {
    const condition = scene.filled(input[field] as object, names(scene));
    return sentToQueue(scene, field === 'Condition' ? { onlyIf: condition } : { key: condition });
  };

const ruleArn = (scene: Scene, name: string) =>
  `arn:aws:events:us-east-1:${scene.accounts[0]}:rule/a/${name}`;

export const eventDeliveries: Situations = {
  '1b88c7': along({ role: grantsNothing, destination: 'no policy' }),
  '0a2cf1': along({
    role: { trusts: { Service: 'lambda.amazonaws.com' }, may: 'events:PutEvents' },
  }),
  a6459b: along({ role: 'missing' }),
  '056cdb': along({ role: grantsNothing }),
  c74882: along({ role: grantsNothing, roleName: 'denied' }),
  b0d37f: along({ destination: 'no policy' }),
  '2cfa76': along(allowed({ 'events:eventBusInvocation': 'false' })),
  '00232a': along(allowed({ 'events:eventBusInvocation': 'true' })),
  '37fc9e': along(allowed({ 'events:source': 'x', 'events:detail-type': 'd' })),
  e79814: (scene, { input }) =>
    sent(scene, {
      path: [first, String(input.target)],
      role: { onlyIf: input.trust as object, may: 'events:PutEvents' },
    }),
  aec1cd: (scene, { input }) =>
    sent(scene, {
      path: [first, local('b')],
      role: 'missing',
      deadLettersOnlyIf: input.deadLetterQueuePolicy as object,
    }),
  '1e77bb': along({ destination: 'never there' }),
  b87fdd: along({ destination: 'never there' }),
  '4e281e': along({ destination: 'deleted' }),
  '3e94aa': (scene, { input }) => sent(scene, { path: (input.path as string[]).map(local) }),
  fc2516: onPath,
  dd3ec2: onPath,
  '76ad25': (scene, { input }) =>
    sent(scene, {
      path: (input.path as string[]).map(
        (region, index) => `arn:aws:events:${region}:111111111111:event-bus/${'abc'.charAt(index)}`,
      ),
    }),
  bed1c6: onPath,
  '31aaa5': onPath,
  b62018: onPath,
  bbfb62: (scene) =>
    sent(scene, {
      path: [first, 'arn:aws:events:us-east-1:222222222222:event-bus/b'],
      entry: dated,
    }),
  '5666ac': (scene) =>
    sent(scene, {
      path: [first, 'arn:aws:events:us-west-2:111111111111:event-bus/b'],
      entry: dated,
    }),
  d2a5eb: (scene) =>
    sentToQueue(scene, { onlyIf: { StringEquals: { 'aws:PrincipalType': 'AWSService' } } }),
  '774f46': everyConditionHolds,
  '3cf5b6': withRecorded('Condition', (scene) => ({ 'another rule': ruleArn(scene, 'other') })),
  feeb75: withRecorded('Condition', () => ({})),
  '1635a5': withRecorded('keyCondition', (scene) => ({
    'account of the rule': scene.accounts[0],
  })),
  '9ca681': withRecorded('keyCondition', (scene) => ({ queue: queueArn(scene, 'q') })),
  '82cc6e': (scene, { input }) =>
    sentToQueue(scene, {
      key: scene.filled(input.keyCondition as object, { 'rule A': ruleArn(scene, 'A') }),
      rules: ['A', 'B'],
    }),
};
