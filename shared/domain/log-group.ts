/** The log group a trail sends to. A part that was not read is absent, and no technique judges it. */
export interface LogGroupState {
  readonly name: string;
  /** `STANDARD`, `INFREQUENT_ACCESS` … Cannot be changed. */
  readonly logGroupClass: string;
  readonly kmsKeyId?: string;
  /** Absent: entries never expire. */
  readonly retentionInDays?: number;
  /** Sorted by name. */
  readonly subscriptionFilters?: readonly SubscriptionFilter[];
  /** Sorted by name. */
  readonly metricFilters?: readonly MetricFilter[];
  /** As it was written; `canonicalState` compares it. Empty when there is none. */
  readonly dataProtectionPolicy?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

type OfClass = Pick<LogGroupState, 'logGroupClass'>;

/**
 * Is it in a class that can do less than its baseline's? Every class but STANDARD can, and AWS refuses filters on
 * it: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html
 */
export const isOfLesserClass = (is: OfClass, must: OfClass): boolean =>
  is.logGroupClass !== must.logGroupClass && is.logGroupClass !== 'STANDARD';

/**
 * Is it in the class that takes no settings either? It keeps entries for two days, and AWS refuses another
 * retention.
 */
export const takesNoSetting = (is: OfClass, must: OfClass): boolean =>
  isOfLesserClass(is, must) && is.logGroupClass === 'DELIVERY';

/** Where entries are forwarded, as PutSubscriptionFilter takes it. */
export interface SubscriptionFilter {
  readonly filterName: string;
  readonly filterPattern: string;
  readonly destinationArn: string;
  readonly roleArn?: string;
  readonly distribution?: 'ByLogStream' | 'Random';
  readonly applyOnTransformedLogs?: boolean;
  readonly fieldSelectionCriteria?: string;
  readonly emitSystemFields?: readonly string[];
}

/** What is counted, as PutMetricFilter takes it. */
export interface MetricFilter {
  readonly filterName: string;
  readonly filterPattern: string;
  readonly metricTransformations: readonly object[];
  readonly applyOnTransformedLogs?: boolean;
  readonly fieldSelectionCriteria?: string;
  readonly emitSystemFieldDimensions?: readonly string[];
}

/** Parts that cost a read of their own. */
export const logGroupParts = [
  'subscriptionFilters',
  'metricFilters',
  'dataProtectionPolicy',
  'tags',
] as const;

export type LogGroupPart = (typeof logGroupParts)[number];

/** The writes that put it back, with their inputs as the API spells them. */
export interface LogGroupSteps {
  readonly 'logs:CreateLogGroup': Named & {
    readonly logGroupClass: string;
    readonly kmsKeyId?: string;
    readonly tags?: Readonly<Record<string, string>>;
  };
  readonly 'logs:PutRetentionPolicy': Named & { readonly retentionInDays: number };
  readonly 'logs:DeleteRetentionPolicy': Named;
  readonly 'logs:PutMetricFilter': Named & MetricFilter;
  readonly 'logs:PutSubscriptionFilter': Named & SubscriptionFilter;
  readonly 'logs:DeleteSubscriptionFilter': Named & { readonly filterName: string };
  readonly 'logs:AssociateKmsKey': Named & { readonly kmsKeyId: string };
  readonly 'logs:DisassociateKmsKey': Named;
  readonly 'logs:PutDataProtectionPolicy': Identified & { readonly policyDocument: string };
  readonly 'logs:DeleteDataProtectionPolicy': Identified;
}

interface Named {
  readonly logGroupName: string;
}

interface Identified {
  readonly logGroupIdentifier: string;
}
