import * as iam from '@aws-sdk/client-iam';
import * as organizations from '@aws-sdk/client-organizations';
import * as sqs from '@aws-sdk/client-sqs';
import type { Answer } from '../recorded-answers';
import { answerOf, type Scene } from '../scene';
import type { Situation, Situations } from '../situation';
import { iamAt, policy, queueArn, receiveOne, sqsAt } from './event-steps';

interface Redriven {
  readonly client: sqs.SQSClient;
  readonly source: string;
  readonly deadLetters: string;
  readonly SourceArn: string;
}

/** A queue that lets one receive happen, and its dead-letter queue. */
async function redriven(scene: Scene): Promise<Redriven> {
  const client = sqsAt(scene);
  const SourceArn = queueArn(scene, 'dead');
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: SourceArn, maxReceiveCount: 1 });
  const dead = await client.send(new sqs.CreateQueueCommand({ QueueName: 'dead' }));
  const made = await client.send(
    new sqs.CreateQueueCommand({ QueueName: 'source', Attributes: { RedrivePolicy } }),
  );
  return { client, source: made.QueueUrl ?? '', deadLetters: dead.QueueUrl ?? '', SourceArn };
}

/** A task that moves one message a second, of so many, after so many seconds. */
async function moving(scene: Scene, { messages, seconds }: Record<'messages' | 'seconds', number>) {
  const queues = await redriven(scene);
  const { client, deadLetters, SourceArn } = queues;
  for (let at = 0; at < messages; at += 1) {
    const message = { QueueUrl: deadLetters, MessageBody: `work-${at}` };
    await client.send(new sqs.SendMessageCommand(message));
  }
  const DestinationArn = queueArn(scene, 'source');
  const speed = { MaxNumberOfMessagesPerSecond: 1 };
  const { TaskHandle } = await client.send(
    new sqs.StartMessageMoveTaskCommand({ SourceArn, DestinationArn, ...speed }),
  );
  scene.sandbox.world.clock.advance(seconds * 1000);
  const list = () => answerOf(client.send(new sqs.ListMessageMoveTasksCommand({ SourceArn })));
  return { client, TaskHandle, list };
}

const shown =
  (messages: number, seconds: number): Situation =>
  async (scene) =>
    (await moving(scene, { messages, seconds })).list();

/** The answer to the cancelling, if the task is then CANCELLING, and CANCELLED in the end. */
const cancelled: Situation = async (scene) => {
  const { client, TaskHandle, list } = await moving(scene, { messages: 8, seconds: 0 });
  const cancel = new sqs.CancelMessageMoveTaskCommand({ TaskHandle });
  const answer = await answerOf(client.send(cancel));
  const atFirst = (await list()).ok as sqs.ListMessageMoveTasksCommandOutput;
  scene.sandbox.world.clock.advance(10_000);
  const atLast = (await list()).ok as sqs.ListMessageMoveTasksCommandOutput;
  const told = [atFirst, atLast].map(({ Results = [] }) => Results[0]);
  const statuses = told.map((task) => `${task?.Status} ${task?.TaskHandle}`).join(', ');
  const wanted = 'CANCELLING undefined, CANCELLED undefined';
  return statuses === wanted ? answer : { ok: statuses };
};

/** Received once in the source, and too often for it. */
async function buried(scene: Scene) {
  const queues = await redriven(scene);
  const { client, source } = queues;
  await client.send(new sqs.SendMessageCommand({ QueueUrl: source, MessageBody: 'x' }));
  const first = await receiveOne(scene, source);
  scene.sandbox.world.clock.advance(31_000);
  await receiveOne(scene, source);
  return { ...queues, first };
}

const receivedDead: Situation = async (scene) => {
  const { deadLetters, first } = await buried(scene);
  const second = await receiveOne(scene, deadLetters);
  const kept =
    first?.MessageId === second?.MessageId &&
    first?.Attributes?.SentTimestamp === second?.Attributes?.SentTimestamp;
  return { ok: kept ? second?.Attributes : { kept } };
};

const receivedAgain: Situation = async (scene) => {
  const { client, source, SourceArn, first } = await buried(scene);
  await client.send(new sqs.StartMessageMoveTaskCommand({ SourceArn }));
  const again = await receiveOne(scene, source);
  const MessageId = again?.MessageId === first?.MessageId ? undefined : again?.MessageId;
  return { ok: { ...again?.Attributes, MessageId } };
};

const withGroup: Situation = async (scene, { input }) => {
  const client = sqsAt(scene);
  const { QueueUrl = '' } = await client.send(new sqs.CreateQueueCommand({ QueueName: 'q' }));
  const { MessageBody, MessageGroupId } = input as Record<string, string>;
  await client.send(new sqs.SendMessageCommand({ QueueUrl, MessageBody, MessageGroupId }));
  const { Attributes: received = {} } = (await receiveOne(scene, QueueUrl)) ?? {};
  const ofFifo = ['SequenceNumber', 'MessageDeduplicationId'].some((name) => name in received);
  return { ok: { received: ofFifo ? { ofFifo } : received } };
};

/** The ids of the organization and of the policy are the scene's own: the recorded ones are put in their place. */
const deniedByControl: Situation = async (scene) => {
  const { as, managementAccountId } = scene;
  await sqsAt(scene).send(new sqs.CreateQueueCommand({ QueueName: 'q' }));
  const users = iamAt(scene);
  const of = { UserName: 'u' };
  await users.send(new iam.CreateUserCommand(of));
  const PolicyDocument = policy({ Effect: 'Allow', Action: 'sqs:*', Resource: '*' });
  await users.send(new iam.PutUserPolicyCommand({ ...of, PolicyName: 'p', PolicyDocument }));
  const { AccessKey } = await users.send(new iam.CreateAccessKeyCommand(of));
  const management = new organizations.OrganizationsClient(as(managementAccountId));
  const { Roots = [] } = await management.send(new organizations.ListRootsCommand({}));
  const Type = 'RESOURCE_CONTROL_POLICY';
  const RootId = Roots[0]?.Id ?? '';
  const enable = new organizations.EnablePolicyTypeCommand({ RootId, PolicyType: Type });
  await management.send(enable);
  const statement = { Effect: 'Deny', Principal: '*', Action: 'sqs:SendMessage', Resource: '*' };
  const create = { Name: 'no', Description: '', Type, Content: policy(statement) } as const;
  const { Policy } = await management.send(new organizations.CreatePolicyCommand(create));
  const PolicyId = Policy?.PolicySummary?.Id ?? '';
  const attach = { PolicyId, TargetId: scene.accounts[0] };
  await management.send(new organizations.AttachPolicyCommand(attach));
  const credentials = {
    accessKeyId: AccessKey?.AccessKeyId ?? '',
    secretAccessKey: AccessKey?.SecretAccessKey ?? '',
  };
  const client = new sqs.SQSClient({ ...as(), credentials });
  const send = new sqs.SendMessageCommand({ QueueUrl: 'q', MessageBody: 'x' });
  const { message, ...answer } = await answerOf(client.send(send));
  const [, organizationId = ''] = Policy?.PolicySummary?.Arn?.split('/') ?? [];
  const recorded = message
    ?.replace(managementAccountId, '222222222222')
    .replace(organizationId, 'o-1')
    .replace(PolicyId, 'p-1');
  return { ...answer, message: recorded } as Answer;
};

export const queues: Situations = {
  '8bd0db': deniedByControl,
  '87c199': shown(12, 4),
  a7cdb4: shown(12, 12),
  '5a660d': cancelled,
  '35ddf7': receivedDead,
  e55730: receivedAgain,
  ac8a94: withGroup,
};
