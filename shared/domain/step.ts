import { type GuardRailSteps, guardRailCalls } from './guard-rail';
import { type KeySteps, keyCalls } from './key';
import { type LogBucketSteps, logBucketCalls } from './log-bucket';
import { type LogGroupSteps, logGroupCalls } from './log-group';
import { type MembershipSteps, membershipCalls } from './membership';
import type { AdvancedSelector, BasicSelector } from './selectors';
import type { Subject } from './subject';
import { type TopicSteps, topicCalls } from './topic';
import type { Aggregation } from './trail';
import { type WardenSteps, wardenCalls } from './warden';

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

export const trailCalls = {
  'cloudtrail:StartLogging': true,
  'cloudtrail:CreateTrail': true,
  'cloudtrail:UpdateTrail': true,
  'cloudtrail:PutEventSelectors': true,
  'cloudtrail:PutInsightSelectors': true,
  'cloudtrail:PutEventConfiguration': true,
  'cloudtrail:AddTags': true,
} satisfies Record<keyof TrailSteps, true>;

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

/**
 * One AWS write as data: the call, where, and its input. The union of steps IS the allow-list of the
 * guard role; test/templates compares the two.
 */
export type Step<Call extends StepCall = StepCall> = {
  readonly [C in Call]: {
    readonly call: C;
    readonly accountId: string;
    readonly region: string;
    /** ARN of what it changes, for people. */
    readonly on: string;
    readonly input: StepInputs[C];
  };
}[Call];

export type TrailStep = Step<keyof TrailSteps>;
export type DependencyStep = Step<keyof DependencySteps>;

export const isTrailStep = (step: Step): step is TrailStep => step.call in trailCalls;

/** A step on a subject, in its account and Region. */
export const stepOn = <C extends StepCall>(
  { accountId, region, id }: Subject,
  call: C,
  input: StepInputs[C],
): Step => ({ call, accountId, region, on: id, input }) as unknown as Step;

/** The compiler keeps this list and the union equal. */
export const stepCalls = Object.keys({
  ...trailCalls,
  ...logBucketCalls,
  ...keyCalls,
  ...logGroupCalls,
  ...topicCalls,
  ...membershipCalls,
  ...guardRailCalls,
  ...wardenCalls,
} satisfies Record<StepCall, true>) as readonly StepCall[];

/** `cloudtrail:UpdateTrail arn:…:trail/main (S3BucketName)` */
export function describeStep({ call, on, input }: Step): string {
  const fields = Object.keys(input).filter((name) => !NAMES.has(name));
  return fields.length > 0 ? `${call} ${on} (${fields.join(', ')})` : `${call} ${on}`;
}

const NAMES: ReadonlySet<string> = new Set(['Name', 'TrailName', 'ResourceId']);
