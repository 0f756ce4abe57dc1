/**
 * A part of Trailwarden itself. A part of its state that was not read is absent, and no technique judges it.
 * Policies and patterns are texts as they were written; `canonicalState` compares them.
 */
export type WardenState = RuleState | BusState | RoleState | QueueState;

/** Tags that a caller may set; those of AWS (`aws:…`) are left out. */
type Tags = Readonly<Record<string, string>>;

export interface RuleState {
  readonly kind: 'rule';
  readonly name: string;
  readonly busName: string;
  /** `ENABLED`, `DISABLED` or `ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS`. */
  readonly state: string;
  readonly eventPattern?: string;
  /** `rate(1 minute)` of the rule that also ticks. */
  readonly scheduleExpression?: string;
  readonly description?: string;
  readonly roleArn?: string;
  /** By id. */
  readonly targets?: readonly RuleTarget[];
  readonly tags?: Tags;
}

/**
 * As ListTargetsByRule gives it and PutTargets takes it, with every setting: a foreign `Input` alone may blank an
 * event.
 */
export interface RuleTarget {
  readonly Id: string;
  readonly Arn: string;
  readonly [setting: string]: unknown;
}

export interface BusState {
  readonly kind: 'bus';
  readonly name: string;
  /** Absent when only the account itself may send. */
  readonly policy?: string;
  readonly description?: string;
  readonly kmsKeyIdentifier?: string;
  readonly deadLetterArn?: string;
}

export interface RoleState {
  readonly kind: 'role';
  readonly name: string;
  readonly path: string;
  readonly trustPolicy: string;
  readonly description?: string;
  readonly maxSessionDuration?: number;
  readonly permissionsBoundaryArn?: string;
  /** The default version's text of that policy, where it is one of ours. */
  readonly boundaryText?: string;
  readonly roleTags: Tags;
  /** Policy texts by name. */
  readonly inlinePolicies?: Readonly<Record<string, string>>;
  /** ARNs, sorted. */
  readonly attachedPolicies?: readonly string[];
}

export interface QueueState {
  readonly kind: 'queue';
  readonly name: string;
  readonly url: string;
  /** The attributes that SetQueueAttributes takes, by AWS's names. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Parts that cost a read of their own. */
export const wardenParts = [
  'targets',
  'tags',
  'inlinePolicies',
  'attachedPolicies',
  'boundaryText',
] as const satisfies readonly string[];

export type WardenPart = (typeof wardenParts)[number];

interface OfRule {
  readonly Rule: string;
  readonly EventBusName: string;
}

interface SdkTag {
  readonly Key: string;
  readonly Value: string;
}

interface OfRole {
  readonly RoleName: string;
}

/** The writes that put it back, with their inputs as the API spells them. */
export interface WardenSteps {
  readonly 'events:CreateEventBus': BusInput;
  readonly 'events:UpdateEventBus': BusInput;
  readonly 'events:PutPermission': { readonly EventBusName: string; readonly Policy: string };
  readonly 'events:PutRule': {
    readonly Name: string;
    readonly EventBusName: string;
    readonly State: string;
    readonly EventPattern?: string;
    readonly ScheduleExpression?: string;
    readonly Description?: string;
    readonly RoleArn?: string;
    readonly Tags?: readonly SdkTag[];
  };
  readonly 'events:PutTargets': OfRule & { readonly Targets: readonly RuleTarget[] };
  readonly 'events:RemoveTargets': OfRule & { readonly Ids: readonly string[] };
  readonly 'iam:CreateRole': OfRole & {
    readonly Path: string;
    readonly AssumeRolePolicyDocument: string;
    readonly Description?: string;
    readonly MaxSessionDuration?: number;
    readonly PermissionsBoundary?: string;
    readonly Tags?: readonly SdkTag[];
  };
  readonly 'iam:UpdateAssumeRolePolicy': OfRole & { readonly PolicyDocument: string };
  readonly 'iam:PutRolePolicy': OfRole & {
    readonly PolicyName: string;
    readonly PolicyDocument: string;
  };
  readonly 'iam:DeleteRolePolicy': OfRole & { readonly PolicyName: string };
  readonly 'iam:AttachRolePolicy': OfRole & { readonly PolicyArn: string };
  readonly 'iam:DetachRolePolicy': OfRole & { readonly PolicyArn: string };
  readonly 'iam:PutRolePermissionsBoundary': OfRole & { readonly PermissionsBoundary: string };
  readonly 'sqs:CreateQueue': {
    readonly QueueName: string;
    readonly Attributes: Readonly<Record<string, string>>;
  };
  readonly 'sqs:SetQueueAttributes': {
    readonly QueueUrl: string;
    readonly Attributes: Readonly<Record<string, string>>;
  };
}

/**
 * UpdateEventBus keeps a field that is left out, and an empty text takes it away: without a customer's key, AWS's own
 * encrypts. Recorded on AWS, September 2026
 */
interface BusInput {
  readonly Name: string;
  readonly Description?: string;
  readonly KmsKeyIdentifier?: string;
  readonly DeadLetterConfig?: { readonly Arn: string };
}

/**
 * The role that reads and writes a part, by the part's ARN. The guard cannot put itself back, because an attacker
 * who strips it takes that right as well. All other parts are the guard's, so that the spare needs no more rights.
 */
export const actingRole = ({ on }: { readonly on: string }): 'guard' | 'spare' =>
  /^arn:[a-z-]+:iam::\d{12}:role\/trailwarden-guard$/.test(on) ? 'spare' : 'guard';
