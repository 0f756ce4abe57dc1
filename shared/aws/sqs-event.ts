/** What Lambda hands to a function that reads from SQS: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export interface SqsEvent {
  readonly Records: readonly SqsRecord[];
}

export interface SqsRecord {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  /** The queue that it came from. */
  readonly eventSourceARN: string;
  readonly attributes: {
    readonly ApproximateReceiveCount?: string;
    /** When it was put into the queue, in milliseconds since 1970. */
    readonly SentTimestamp?: string;
    /** IAM id of the sender. */
    readonly SenderId?: string;
  };
}

/** Only the records named here come back; the rest of the batch is deleted. */
export interface SqsBatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}
