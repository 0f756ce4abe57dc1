/** Where a rule sends what it matches, in the API's spelling. */
export interface Target {
  readonly Id: string;
  /** An event bus, an SQS queue, or of a schedule a function; other kinds are refused when the target is put. */
  readonly Arn: string;
  readonly RoleArn?: string;
  readonly DeadLetterConfig?: { readonly Arn?: string };
  readonly RetryPolicy?: {
    readonly MaximumRetryAttempts?: number;
    readonly MaximumEventAgeInSeconds?: number;
  };
  /** `MessageGroupId` is a text, or a path into the event such as `$.account`. */
  readonly SqsParameters?: { readonly MessageGroupId?: string };
}
