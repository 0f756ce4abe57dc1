import type { BucketSteps } from './bucket';
import type { GuardRailSteps } from './guard-rail';
import type { KeySteps } from './key';
import type { LogBucketSteps } from './log-bucket';
import type { LogGroupSteps } from './log-group';
import type { MembershipSteps } from './membership';
import type { Place } from './place';
import type { AdvancedSelector, BasicSelector } from './selectors';
import type { Subject, SubjectKind } from './subject';
import type { TopicSteps } from './topic';
import type { Aggregation } from './trail';
import type { WardenSteps } from './warden';

/** A trail as CreateTrail and UpdateTrail take it. An empty text removes, an absent field leaves alone. */
export interface TrailInput {
  readonly Name: string;
  readonly S3BucketName?: string;
  readonly S3KeyPrefix?: string;
  readonly SnsTopicName?: string;
  readonly IncludeGlobalServiceEvents?: boolean;
  readonly IsMultiRegionTrail?: boolean;
  readonly EnableLogFileValidation?: boolean;
  readonly CloudWatchLogsLogGroupArn?: string;
  readonly CloudWatchLogsRoleArn?: string;
  readonly KmsKeyId?: string;
  readonly IsOrganizationTrail?: boolean;
}

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** Each call that puts a trail back, with its input as the API spells it. */
export interface TrailSteps {
  readonly 'cloudtrail:StartLogging': { readonly Name: string };
  readonly 'cloudtrail:CreateTrail': TrailInput & {
    readonly S3BucketName: string;
    readonly TagsList?: readonly Tag[];
  };
  readonly 'cloudtrail:UpdateTrail': TrailInput;
  readonly 'cloudtrail:PutEventSelectors': {
    readonly TrailName: string;
    readonly EventSelectors?: readonly BasicSelector[];
    readonly AdvancedEventSelectors?: readonly AdvancedSelector[];
  };
  readonly 'cloudtrail:PutInsightSelectors': {
    readonly TrailName: string;
    readonly InsightSelectors: readonly { readonly InsightType: string }[];
  };
  readonly 'cloudtrail:PutEventConfiguration': {
    readonly TrailName: string;
    readonly AggregationConfigurations: readonly Aggregation[];
  };
  readonly 'cloudtrail:AddTags': { readonly ResourceId: string; readonly TagsList: readonly Tag[] };
}

/** The writes that put back what a trail depends on. */
export type DependencySteps = LogBucketSteps &
  KeySteps &
  LogGroupSteps &
  TopicSteps &
  MembershipSteps &
  GuardRailSteps &
  WardenSteps;

/** Each call a step may make, service and API operation, with its input as the API spells it. */
export type StepInputs = TrailSteps & DependencySteps;

export type StepCall = keyof StepInputs;

/** One AWS write as data: the call, where, and its input. */
export type Write<Inputs, Call extends keyof Inputs> = {
  readonly [C in Call]: Place & {
    readonly call: C;
    /** What it changes, for people: its ARN, where that is known. */
    readonly on: string;
    readonly input: Inputs[C];
  };
}[Call];

/** The union of steps IS the allow-list of the guard role; test/templates compares the two. */
export type Step<Call extends StepCall = StepCall> = Write<StepInputs, Call>;

export type TrailStep = Step<keyof TrailSteps>;
export type DependencyStep = Step<keyof DependencySteps>;

export const isTrailStep = (step: Step): step is TrailStep => step.call in callsOn.trail;

/** A step on a subject, in its account and Region. */
export const stepOn = <C extends StepCall>(
  { accountId, region, id }: Subject,
  call: C,
  input: StepInputs[C],
): Step => ({ call, accountId, region, on: id, input }) as unknown as Step;

/** The calls that put back each kind of subject. The compiler keeps this table and the unions equal. */
export const callsOn = {
  trail: {
    'cloudtrail:StartLogging': true,
    'cloudtrail:CreateTrail': true,
    'cloudtrail:UpdateTrail': true,
    'cloudtrail:PutEventSelectors': true,
    'cloudtrail:PutInsightSelectors': true,
    'cloudtrail:PutEventConfiguration': true,
    'cloudtrail:AddTags': true,
  } satisfies Record<keyof TrailSteps, true>,
  'log-bucket': {
    's3:CreateBucket': true,
    's3:PutBucketTagging': true,
    's3:PutPublicAccessBlock': true,
    's3control:PutPublicAccessBlock': true,
    's3:PutBucketAcl': true,
    's3:PutBucketOwnershipControls': true,
    's3:PutBucketPolicy': true,
    's3:DeleteBucketPolicy': true,
    's3:PutBucketVersioning': true,
    's3:PutObjectLockConfiguration': true,
    's3:PutBucketEncryption': true,
    's3:PutBucketRequestPayment': true,
    's3:PutBucketLifecycleConfiguration': true,
    's3:DeleteBucketLifecycle': true,
    's3:PutBucketReplication': true,
    's3:DeleteBucketReplication': true,
    's3:PutBucketLogging': true,
    's3:PutBucketNotificationConfiguration': true,
  } satisfies Record<keyof LogBucketSteps, true>,
  bucket: {
    's3:PutBucketPolicy': true,
    's3:DeleteBucketPolicy': true,
    's3:PutPublicAccessBlock': true,
    's3:PutBucketAcl': true,
    's3:PutBucketOwnershipControls': true,
    's3control:PutPublicAccessBlock': true,
  } satisfies Record<keyof BucketSteps, true>,
  key: {
    'kms:EnableKey': true,
    'kms:CancelKeyDeletion': true,
    'kms:PutKeyPolicy': true,
  } satisfies Record<keyof KeySteps, true>,
  'log-group': {
    'logs:CreateLogGroup': true,
    'logs:PutRetentionPolicy': true,
    'logs:DeleteRetentionPolicy': true,
    'logs:PutMetricFilter': true,
    'logs:PutSubscriptionFilter': true,
    'logs:DeleteSubscriptionFilter': true,
    'logs:AssociateKmsKey': true,
    'logs:DisassociateKmsKey': true,
    'logs:PutDataProtectionPolicy': true,
    'logs:DeleteDataProtectionPolicy': true,
  } satisfies Record<keyof LogGroupSteps, true>,
  topic: {
    'sns:CreateTopic': true,
    'sns:TagResource': true,
    'sns:SetTopicAttributes': true,
    'sns:Subscribe': true,
  } satisfies Record<keyof TopicSteps, true>,
  membership: {
    'organizations:EnableAWSServiceAccess': true,
    'cloudtrail:RegisterOrganizationDelegatedAdmin': true,
    'cloudtrail:DeregisterOrganizationDelegatedAdmin': true,
    'account:EnableRegion': true,
  } satisfies Record<keyof MembershipSteps, true>,
  'guard-rail': {
    'organizations:CreatePolicy': true,
    'organizations:UpdatePolicy': true,
    'organizations:EnablePolicyType': true,
    'organizations:AttachPolicy': true,
  } satisfies Record<keyof GuardRailSteps, true>,
  warden: {
    'events:CreateEventBus': true,
    'events:UpdateEventBus': true,
    'events:PutPermission': true,
    'events:PutRule': true,
    'events:PutTargets': true,
    'events:RemoveTargets': true,
    'iam:CreateRole': true,
    'iam:UpdateAssumeRolePolicy': true,
    'iam:PutRolePolicy': true,
    'iam:DeleteRolePolicy': true,
    'iam:AttachRolePolicy': true,
    'iam:DetachRolePolicy': true,
    'iam:PutRolePermissionsBoundary': true,
    'sqs:CreateQueue': true,
    'sqs:SetQueueAttributes': true,
  } satisfies Record<keyof WardenSteps, true>,
} satisfies Record<SubjectKind, object>;

export const stepCalls = Object.keys({
  ...callsOn.trail,
  ...callsOn['log-bucket'],
  ...callsOn.key,
  ...callsOn['log-group'],
  ...callsOn.topic,
  ...callsOn.membership,
  ...callsOn['guard-rail'],
  ...callsOn.warden,
} satisfies Record<StepCall, true>) as readonly StepCall[];

/** `cloudtrail:UpdateTrail arn:…:trail/main (S3BucketName)` */
export function describeStep({ call, on, input }: Step): string {
  const fields = Object.keys(input).filter((name) => !NAMES.has(name));
  return fields.length > 0 ? `${call} ${on} (${fields.join(', ')})` : `${call} ${on}`;
}

const NAMES: ReadonlySet<string> = new Set(['Name', 'TrailName', 'ResourceId']);
