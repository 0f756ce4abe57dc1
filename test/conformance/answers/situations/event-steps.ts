import * as events from '@aws-sdk/client-eventbridge';
import * as iam from '@aws-sdk/client-iam';
import * as sqs from '@aws-sdk/client-sqs';
import type { ClientSettings, Scene } from '../scene';

/** What is made before a recorded call, each by one real call. Names are the recorded ones. */
export type Step = (scene: Scene) => Promise<unknown>;

export interface Place {
  readonly accountId?: string;
  readonly region?: string;
}

export const eventsAt = ({ as }: Scene, { accountId, region }: Place = {}) =>
  new events.EventBridgeClient(as(accountId, region));
export const sqsAt = ({ as }: Scene, { accountId, region }: Place = {}) =>
  new sqs.SQSClient(as(accountId, region));
export const iamAt = ({ as }: Scene, settings: ClientSettings = as()) =>
  new iam.IAMClient(settings);

/** Account and Region of an ARN. */
export function placeOf(arn: string): Required<Place> {
  const [, , , region = '', accountId = ''] = arn.split(':');
  return { accountId, region };
}

export const bus =
  (Name: string, at?: Place): Step =>
  (scene) =>
    eventsAt(scene, at).send(new events.CreateEventBusCommand({ Name }));

export const rule =
  (Name: string, EventBusName?: string, more: Partial<events.PutRuleCommandInput> = {}): Step =>
  (scene) =>
    eventsAt(scene).send(
      new events.PutRuleCommand({ Name, EventBusName, EventPattern: '{"source":["x"]}', ...more }),
    );

/** A target of rule `r` on bus `a`. */
export const target =
  (its: Omit<events.Target, 'Id'>): Step =>
  (scene) =>
    eventsAt(scene).send(
      new events.PutTargetsCommand({
        Rule: 'r',
        EventBusName: 'a',
        Targets: [scene.filled({ Id: 'f', ...its })],
      }),
    );

const EVENTS = { Service: 'events.amazonaws.com' };

export interface RoleParts {
  readonly trusts?: Readonly<Record<string, string>>;
  readonly onlyIf?: object;
  readonly may?: string | readonly string[];
}

/** A role of the first account, or of another. */
export const role =
  (RoleName: string, { trusts = EVENTS, onlyIf, may }: RoleParts = {}, at?: Place): Step =>
  async (scene) => {
    const client = iamAt(scene, scene.as(at?.accountId));
    const trust = { Effect: 'Allow', Principal: trusts, Action: 'sts:AssumeRole' };
    const AssumeRolePolicyDocument = policy({ ...trust, ...(onlyIf && { Condition: onlyIf }) });
    await client.send(new iam.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
    if (may === undefined) return;
    const PolicyDocument = policy({ Effect: 'Allow', Action: may, Resource: '*' });
    await client.send(new iam.PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument }));
  };

export const policy = (statement: object): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [statement] });

/** Lets its account's queue take what EventBridge sends, if the condition holds; answers its URL. */
export async function queue(
  scene: Scene,
  QueueName: string,
  at: Place = {},
  more: { readonly onlyIf?: object; readonly keyId?: string } = {},
): Promise<string> {
  const Condition = more.onlyIf && { Condition: more.onlyIf };
  const Policy = policy({
    Effect: 'Allow',
    Principal: EVENTS,
    Action: 'sqs:SendMessage',
    Resource: '*',
    ...Condition,
  });
  const Attributes = { Policy, ...(more.keyId && { KmsMasterKeyId: more.keyId }) };
  const client = sqsAt(scene, at);
  const made = await client.send(new sqs.CreateQueueCommand({ QueueName, Attributes }));
  return made.QueueUrl ?? '';
}

export const queueArn = (scene: Scene, name: string, at: Place = {}): string =>
  `arn:aws:sqs:${at.region ?? 'us-east-1'}:${at.accountId ?? scene.accounts[0]}:${name}`;

export async function receiveOne(
  scene: Scene,
  QueueUrl: string,
  at: Place = {},
): Promise<sqs.Message | undefined> {
  const wanted = { MessageAttributeNames: ['All'], MessageSystemAttributeNames: ['All' as const] };
  const { Messages = [] } = await sqsAt(scene, at).send(
    new sqs.ReceiveMessageCommand({ QueueUrl, ...wanted }),
  );
  return Messages[0];
}
