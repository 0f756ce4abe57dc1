import * as cloudtrail from '@aws-sdk/client-cloudtrail';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as iam from '@aws-sdk/client-iam';
import * as s3 from '@aws-sdk/client-s3';
import type { Answer, RecordedAnswer } from '../recorded-answers';
import { answerOf, type Scene } from '../scene';
import type { Situation } from '../situation';

/** The recorded names are shortened to one letter, which CloudTrail and S3 refuse. */
const NAMES = [
  ['t', 'the-trail'],
  ['b', 'the-bucket'],
] as const;
export const [TRAIL, BUCKET] = NAMES.map(([, ours]) => ours) as [string, string];

const named = (input: object): object =>
  Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      name,
      /^(Name|TrailName|S3BucketName)$/.test(name)
        ? (NAMES.find(([recorded]) => recorded === value)?.[1] ?? value)
        : value,
    ]),
  );

const asRecorded = (answer: Answer): Answer => {
  let text = JSON.stringify(answer);
  for (const [recorded, ours] of NAMES) text = text.replaceAll(ours, recorded);
  return JSON.parse(text);
};

export const trailsOf = (scene: Scene, accountId?: string) =>
  new cloudtrail.CloudTrailClient(scene.as(accountId));

interface BucketPolicy {
  /** What CloudTrail may write beneath, by default all that it writes. */
  readonly beneath?: readonly string[];
  readonly sourceArn?: string;
}

/** Bucket `b` of the first account, which CloudTrail may write to. */
export async function bucket(scene: Scene, { beneath, sourceArn }: BucketPolicy = {}) {
  const client = new s3.S3Client(scene.as());
  await client.send(new s3.CreateBucketCommand({ Bucket: BUCKET })).catch(() => undefined);
  const paths = beneath ?? ['AWSLogs/*'];
  const Condition = sourceArn && { StringEquals: { 'aws:SourceArn': sourceArn } };
  const Principal = { Service: 'cloudtrail.amazonaws.com' };
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal, Action: 's3:GetBucketAcl', Resource: `arn:aws:s3:::${BUCKET}` },
      {
        ...{ Effect: 'Allow', Principal, Action: 's3:PutObject' },
        Resource: paths.map((path) => `arn:aws:s3:::${BUCKET}/${path}`),
        ...(Condition && { Condition }),
      },
    ],
  });
  await client.send(new s3.PutBucketPolicyCommand({ Bucket: BUCKET, Policy }));
  return client;
}

/** Trail `t` into bucket `b`. */
export async function trail(scene: Scene, policy: BucketPolicy = {}): Promise<void> {
  await bucket(scene, policy);
  const input = { Name: TRAIL, S3BucketName: BUCKET };
  await trailsOf(scene).send(new cloudtrail.CreateTrailCommand(input));
}

/** A role that CloudTrail may assume; it may write to the log group `/g`, or not. */
export async function logsRole(scene: Scene, may = true): Promise<void> {
  const client = new iam.IAMClient(scene.as());
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        ...{ Effect: 'Allow', Principal: { Service: 'cloudtrail.amazonaws.com' } },
        Action: 'sts:AssumeRole',
      },
    ],
  });
  const RoleName = 'logs';
  await client.send(new iam.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  const Action = may ? ['logs:CreateLogStream', 'logs:PutLogEvents'] : 's3:GetObject';
  const PolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
  });
  await client.send(new iam.PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument }));
}

export async function logGroup(scene: Scene): Promise<void> {
  const client = new logs.CloudWatchLogsClient(scene.as());
  await client.send(new logs.CreateLogGroupCommand({ logGroupName: '/g' }));
}

type Arrange = (scene: Scene) => Promise<unknown>;

/** The recorded call; `input` where the recorded one is not whole. */
export async function call(
  scene: Scene,
  { action, input: written }: RecordedAnswer,
  input: object = written,
  accountId?: string,
): Promise<Answer> {
  const Command = Reflect.get(cloudtrail, `${action}Command`);
  const asked = new Command(scene.filled(named(input)));
  return answerOf(trailsOf(scene, accountId).send(asked) as Promise<object>);
}

/** Arranges, makes the recorded call with the recorded input, and gives its answer in the recorded names. */
export const ask =
  (arrange: Arrange = async () => undefined): Situation =>
  async (scene, recorded) => {
    await arrange(scene);
    return asRecorded(await call(scene, recorded));
  };

/** What a situation of its own answers, in the recorded names. */
export const inNames =
  (situation: Extract<Situation, (...all: never[]) => unknown>): Situation =>
  async (scene, recorded) =>
    asRecorded(await situation(scene, recorded));
