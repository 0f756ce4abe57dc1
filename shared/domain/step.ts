import type { AdvancedSelector, BasicSelector } from './selectors';

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

/** Each call a step may make, as IAM spells it, with its input as the API spells it. */
export interface StepInputs {
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
  readonly 'cloudtrail:AddTags': { readonly ResourceId: string; readonly TagsList: readonly Tag[] };
}

export type StepCall = keyof StepInputs;

/**
 * One AWS write as data: the call, where, and its input. The union of steps IS the allow-list of the
 * guard role; test/templates compares the two.
 */
export type Step = {
  readonly [C in StepCall]: {
    readonly call: C;
    readonly accountId: string;
    readonly region: string;
    /** ARN of what it changes, for people. */
    readonly on: string;
    readonly input: StepInputs[C];
  };
}[StepCall];

/** The compiler keeps this list and the union equal. */
export const stepCalls = Object.keys({
  'cloudtrail:StartLogging': true,
  'cloudtrail:CreateTrail': true,
  'cloudtrail:UpdateTrail': true,
  'cloudtrail:PutEventSelectors': true,
  'cloudtrail:PutInsightSelectors': true,
  'cloudtrail:AddTags': true,
} satisfies Record<StepCall, true>) as readonly StepCall[];

/** `cloudtrail:UpdateTrail arn:…:trail/main (S3BucketName)` */
export function describeStep({ call, on, input }: Step): string {
  const fields = Object.keys(input).filter((name) => !NAMES.has(name));
  return fields.length > 0 ? `${call} ${on} (${fields.join(', ')})` : `${call} ${on}`;
}

const NAMES: ReadonlySet<string> = new Set(['Name', 'TrailName', 'ResourceId']);
