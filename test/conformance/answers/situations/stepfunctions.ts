import * as iam from '@aws-sdk/client-iam';
import * as s3 from '@aws-sdk/client-s3';
import * as sfn from '@aws-sdk/client-sfn';
import * as sqs from '@aws-sdk/client-sqs';
import { until } from '../../../../services/cli/local/until';
import type { Answer } from '../recorded-answers';
import { answerOf, type Scene } from '../scene';
import type { Situation, Situations } from '../situation';

const client = (scene: Scene) => new sfn.SFNClient(scene.as());

/** A role of the first account that Step Functions may assume and that may do anything; its ARN. */
async function role(scene: Scene): Promise<string> {
  const at = new iam.IAMClient(scene.as());
  const RoleName = 'machine';
  const document = (statement: object) =>
    JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
  const trust = { Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const AssumeRolePolicyDocument = document(trust);
  await at.send(new iam.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  const PolicyDocument = document({ Action: '*', Resource: '*' });
  await at.send(new iam.PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument }));
  return `arn:aws:iam::${scene.accounts[0]}:role/${RoleName}`;
}

const task = (Resource: string, Parameters: object) => ({
  StartAt: 'Task',
  States: { Task: { Type: 'Task', Resource, Parameters, End: true } },
});

/** Starts a machine of this definition; its execution. */
async function started(scene: Scene, definition: object, roleArn?: string): Promise<string> {
  const at = client(scene);
  const { stateMachineArn } = await at.send(
    new sfn.CreateStateMachineCommand({
      ...{ name: 'm', definition: JSON.stringify(definition) },
      roleArn: roleArn ?? (await role(scene)),
    }),
  );
  const { executionArn = '' } = await at.send(
    new sfn.StartExecutionCommand({ stateMachineArn, input: '{}' }),
  );
  return executionArn;
}

async function ended(scene: Scene, executionArn: string) {
  const at = client(scene);
  const asked = new sfn.DescribeExecutionCommand({ executionArn });
  await until(async () => (await at.send(asked)).status !== 'RUNNING', {
    ...{ what: 'the execution goes on', withinMs: 10_000 },
  });
  return at.send(asked);
}

const run = async (scene: Scene, definition: object) =>
  ended(scene, await started(scene, definition));

/** A live token, which an execution waits for in a queue. */
async function liveToken(scene: Scene): Promise<string> {
  const queues = new sqs.SQSClient(scene.as());
  const { QueueUrl } = await queues.send(new sqs.CreateQueueCommand({ QueueName: 'q' }));
  const MessageBody = { 'token.$': '$$.Task.Token' };
  const resource = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';
  await started(scene, task(resource, { QueueUrl, MessageBody }));
  let token = '';
  await until(
    async () => {
      const { Messages = [] } = await queues.send(new sqs.ReceiveMessageCommand({ QueueUrl }));
      token = JSON.parse(Messages[0]?.Body ?? '{}').token ?? '';
      return token !== '';
    },
    { what: 'no token came', withinMs: 10_000 },
  );
  queues.destroy();
  return token;
}

/** The recorded call with a token that was never given out. */
const unknownToken: Situation = (scene, { action, input }) =>
  answer(scene, action, input, 'unknown');

const answer = (
  scene: Scene,
  action: string,
  input: Readonly<Record<string, unknown>>,
  taskToken: string,
): Promise<Answer> => {
  const Command = Reflect.get(sfn, `${action}Command`);
  return answerOf(client(scene).send(new Command({ ...input, taskToken })) as Promise<object>);
};

/** With a live token. */
const live: Situation = async (scene, { action, input }) =>
  answer(scene, action, input, await liveToken(scene));

/** With one that was answered; AWS named the activity, the sandbox what stands for it. */
const closed: Situation = async (scene, { action, input }) => {
  const taskToken = await liveToken(scene);
  await client(scene).send(new sfn.SendTaskSuccessCommand({ taskToken, output: '{}' }));
  return answer(scene, action, input, taskToken);
};

const NO_VALIDATION = {
  notAsked: 'the sandbox has no ValidateStateMachineDefinition, and nothing of ours calls it',
} as const;

const PASS = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };

export const stepFunctionsSituations: Situations = {
  '386d34': live,
  f270ac: unknownToken,
  '420c0b': unknownToken,
  '29d913': unknownToken,
  '0de717': unknownToken,
  b4defc: closed,
  '43d769': closed,
  '2efe6f': (scene, { action, input }) => answer(scene, action, input, ''),
  '5cc473': live,
  '48b6e5': { notAsked: 'the sandbox has no activities, and nothing of ours makes one' },
  '15653c': async (scene) => ({ ok: await run(scene, PASS) }),
  '5c9846': NO_VALIDATION,
  '0053ad': NO_VALIDATION,
  e1b93c: NO_VALIDATION,
  '3b479b': NO_VALIDATION,
  dd576d: NO_VALIDATION,
  d20760: NO_VALIDATION,
  '161889': NO_VALIDATION,
  e7be43: async (scene) => {
    // S3's model has InvalidRequest for PutObject: here a lock in a bucket without Object Lock.
    await new s3.S3Client(scene.as()).send(new s3.CreateBucketCommand({ Bucket: 'the-bucket' }));
    const locked = {
      ObjectLockMode: 'GOVERNANCE',
      ObjectLockRetainUntilDate: '2099-01-01T00:00:00Z',
    };
    const put = { Bucket: 'the-bucket', Key: 'k', Body: 'x', ...locked };
    const { status, error, cause } = await run(
      scene,
      task('arn:aws:states:::aws-sdk:s3:putObject', put),
    );
    return { ok: { status, error, cause } };
  },
  '5a4091': async (scene) => {
    // S3's model has no error for a bucket without a policy.
    await new s3.S3Client(scene.as()).send(new s3.CreateBucketCommand({ Bucket: 'the-bucket' }));
    const resource = 'arn:aws:states:::aws-sdk:s3:getBucketPolicy';
    const { status, error } = await run(scene, task(resource, { Bucket: 'the-bucket' }));
    return { ok: { status, error } };
  },
  '2b6d5f': async (scene) => {
    scene.sandbox.world.iam.rolesSettleMilliseconds = 20_000;
    const roleArn = await role(scene);
    const definition = task('arn:aws:states:::aws-sdk:sqs:listQueues', {});
    const { status, error, cause } = await ended(scene, await started(scene, definition, roleArn));
    return { ok: { status, error, cause: cause?.replace(roleArn, '{role arn}') } };
  },
  '4150e1': { notAsked: 'the sandbox has no TestState, and nothing of ours calls it' },
  da3032: async (scene) => {
    await new s3.S3Client(scene.as()).send(new s3.CreateBucketCommand({ Bucket: 'the-bucket' }));
    const put = { Bucket: 'the-bucket', Key: 'k', Body: 'x' };
    const execution = await started(scene, task('arn:aws:states:::aws-sdk:s3:putObject', put));
    await ended(scene, execution);
    const { events = [] } = await client(scene).send(
      new sfn.GetExecutionHistoryCommand({ executionArn: execution }),
    );
    return { ok: events.find(({ type }) => type === 'TaskScheduled') };
  },
  ef15c9: async (scene) => {
    const queues = new sqs.SQSClient(scene.as());
    const { QueueUrl } = await queues.send(new sqs.CreateQueueCommand({ QueueName: 'q' }));
    const message = { QueueUrl, MessageBody: 'x' };
    const { output = '{}' } = await run(
      scene,
      task('arn:aws:states:::aws-sdk:sqs:sendMessage', message),
    );
    const names = Object.keys(JSON.parse(output));
    const has = (list: readonly string[]) => list.filter((name) => names.includes(name));
    return {
      ok: {
        outputHas: has(['MessageId', 'Md5OfMessageBody']),
        outputHasNot: names.includes('MD5OfMessageBody') ? [] : ['MD5OfMessageBody'],
      },
    };
  },
  '9dd7b5': async (scene) => ({ ok: await run(scene, PASS) }),
};
