import type { Action, Service } from '../../core/service';

/** What a Task's resource means. */
export type Resource = FunctionResource | IntegratedResource;

/** A Lambda function by its ARN. */
interface FunctionResource {
  readonly kind: 'function';
  readonly functionArn: string;
  readonly waits: false;
}

/** `arn:aws:states:::…`: an optimised integration, or a call as the SDK makes it. */
export interface IntegratedResource {
  readonly kind: 'invoke' | 'optimised' | 'sdk';
  /** As the history has it: `lambda`, `sqs`, `aws-sdk:s3`. */
  readonly resourceType: string;
  /** As the history has it: `sendMessage.waitForTaskToken`. */
  readonly resource: string;
  /** For SendTaskSuccess with the token. */
  readonly waits: boolean;
  /** Of the sandbox's service. */
  readonly serviceId: string;
  readonly action: string;
  /** As errors are named: `S3`. */
  readonly errorPrefix: string;
}

const functionForm = /^arn:aws[a-z-]*:lambda:[\w-]+:\d{12}:function:[\w-]+(?::[\w$-]+)?$/;
const integrationForm =
  /^arn:aws[a-z-]*:states:::((?:aws-sdk:)?[\w-]+):(\w+?)(\.waitForTaskToken)?$/;

/** Undefined when it is none that is known here. */
export function resourceOf(arn: string): Resource | undefined {
  if (functionForm.test(arn)) {
    const functionArn = arn.split(':').slice(0, 7).join(':');
    return { kind: 'function', functionArn, waits: false };
  }
  const [, resourceType = '', operation = '', suffix = ''] = integrationForm.exec(arn) ?? [];
  const target = resourceType.startsWith('aws-sdk:')
    ? sdkTarget(resourceType.slice('aws-sdk:'.length))
    : optimisedTarget(`${resourceType}:${operation}`);
  if (target === undefined) return undefined;
  return {
    ...target,
    resourceType,
    resource: `${operation}${suffix}`,
    waits: suffix !== '',
    action: operation.charAt(0).toUpperCase() + operation.slice(1),
  };
}

type Target = Pick<IntegratedResource, 'kind' | 'serviceId' | 'errorPrefix'>;

const optimised: Readonly<Record<string, Target>> = {
  'lambda:invoke': { kind: 'invoke', serviceId: 'lambda', errorPrefix: 'Lambda' },
  'sqs:sendMessage': { kind: 'optimised', serviceId: 'sqs', errorPrefix: 'SQS' },
  'sns:publish': { kind: 'optimised', serviceId: 'sns', errorPrefix: 'SNS' },
  'dynamodb:getItem': { kind: 'optimised', serviceId: 'dynamodb', errorPrefix: 'DynamoDB' },
  'dynamodb:putItem': { kind: 'optimised', serviceId: 'dynamodb', errorPrefix: 'DynamoDB' },
  'dynamodb:updateItem': { kind: 'optimised', serviceId: 'dynamodb', errorPrefix: 'DynamoDB' },
  'dynamodb:deleteItem': { kind: 'optimised', serviceId: 'dynamodb', errorPrefix: 'DynamoDB' },
};

const optimisedTarget = (name: string): Target | undefined =>
  Object.hasOwn(optimised, name) ? optimised[name] : undefined;

/** The SDK's name of a service → IAM's, and how its errors are named. */
const sdkServices: Readonly<Record<string, readonly [string, string]>> = {
  account: ['account', 'Account'],
  cloudformation: ['cloudformation', 'CloudFormation'],
  cloudtrail: ['cloudtrail', 'CloudTrail'],
  cloudwatchlogs: ['logs', 'CloudWatchLogs'],
  dynamodb: ['dynamodb', 'DynamoDb'],
  ebs: ['ebs', 'Ebs'],
  ec2: ['ec2', 'Ec2'],
  ec2instanceconnect: ['ec2-instance-connect', 'Ec2InstanceConnect'],
  eventbridge: ['events', 'EventBridge'],
  iam: ['iam', 'Iam'],
  identitystore: ['identitystore', 'Identitystore'],
  kms: ['kms', 'Kms'],
  lambda: ['lambda', 'Lambda'],
  organizations: ['organizations', 'Organizations'],
  s3: ['s3', 'S3'],
  secretsmanager: ['secretsmanager', 'SecretsManager'],
  securityhub: ['securityhub', 'SecurityHub'],
  sesv2: ['ses', 'SesV2'],
  sfn: ['states', 'Sfn'],
  sns: ['sns', 'Sns'],
  sqs: ['sqs', 'Sqs'],
  ssm: ['ssm', 'Ssm'],
  sts: ['sts', 'Sts'],
};

function sdkTarget(name: string): Target | undefined {
  const [serviceId, errorPrefix] = Object.hasOwn(sdkServices, name)
    ? (sdkServices[name] ?? [])
    : [];
  if (serviceId === undefined || errorPrefix === undefined) return undefined;
  return { kind: 'sdk', serviceId, errorPrefix };
}

/** Whether a call with plain members, and an answer in plain members, says all: not where S3 speaks XML. */
export function isPlain({ wire }: Service, { rest }: Action): boolean {
  if (wire.protocol !== 'rest-xml') return true;
  const { method, payload, answer = {} } = rest ?? {};
  if (answer.root !== undefined) return false;
  return method === 'GET'
    ? answer.payload !== undefined
    : payload !== undefined || method === 'DELETE';
}
