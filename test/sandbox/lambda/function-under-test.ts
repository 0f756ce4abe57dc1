import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { type EventPathUnderTest, security } from '../events/event-path-under-test';

export const functionArn = `arn:aws:lambda:us-east-1:${security}:function:responder`;
export const queueArn = `arn:aws:sqs:us-east-1:${security}:signals`;

export interface FunctionTemplate {
  /** JSON put over the function's properties. */
  readonly properties?: object;
  readonly sqsActions?: readonly string[];
  /** The name of a second function that is the same. */
  readonly twin?: string;
}

/** Deploys a queue and a function with this source, and the mapping between them. */
export async function deployFunction(
  path: Pick<EventPathUnderTest, 'deploy'>,
  source: string,
  template: FunctionTemplate = {},
): Promise<void> {
  const artifacts = await mkdtemp(join(tmpdir(), 'artifacts-'));
  const zip = zipSync({ 'services/responder/handler.js': strToU8(source) });
  await writeFile(join(artifacts, 'responder.zip'), zip);
  try {
    await path.deploy(JSON.stringify(templateOf(template)), { artifacts });
  } finally {
    await rm(artifacts, { recursive: true });
  }
}

const all = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

function templateOf({ properties = {}, sqsActions = all, twin }: FunctionTemplate): object {
  return {
    Resources: {
      ...(twin && { Twin: functionOf({ ...properties, FunctionName: twin }) }),
      DeadLetters: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'dead-letters' } },
      Queue: {
        Type: 'AWS::SQS::Queue',
        Properties: {
          QueueName: 'signals',
          RedrivePolicy: {
            deadLetterTargetArn: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] },
            maxReceiveCount: 2,
          },
        },
      },
      Role: role(sqsActions),
      Function: functionOf(properties),
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
          FunctionName: { 'Fn::GetAtt': ['Function', 'Arn'] },
          BatchSize: 10,
          FunctionResponseTypes: ['ReportBatchItemFailures'],
          ScalingConfig: { MaximumConcurrency: 2 },
        },
      },
    },
  };
}

export const functionOf = (properties: object): object => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: 'responder',
    Handler: 'services/responder/handler.handler',
    Runtime: 'nodejs24.x',
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    Code: { S3Bucket: 'bucket', S3Key: 'serverless/responder.zip' },
    Timeout: 20,
    Environment: { Variables: { TABLE: 'incidents' } },
    ...properties,
  },
});

function role(sqsActions: readonly string[]): object {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: 'responder',
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'lambda.amazonaws.com' },
            Action: 'sts:AssumeRole',
          },
        ],
      },
      Policies: [
        {
          PolicyName: 'take',
          PolicyDocument: { Statement: [{ Effect: 'Allow', Action: sqsActions, Resource: '*' }] },
        },
      ],
    },
  };
}
