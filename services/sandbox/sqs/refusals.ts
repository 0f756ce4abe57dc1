import { Refusal } from '../core/service';

/**
 * An SQS error has two codes: the JSON protocol's shape and, for clients written against the old
 * Query protocol, the one in the `x-amzn-query-error` header, which SDKs prefer.
 */
export class QueueRefusal extends Refusal {
  constructor(
    code: string,
    message: string,
    readonly queryCode: string = code,
  ) {
    super(code, message);
  }
}

/** Of a code that the Query protocol wrote out in full. */
const legacy = (code: string, message: string): QueueRefusal =>
  new QueueRefusal(code, message, `AWS.SimpleQueueService.${code}`);

/** SQS writes an action in small letters where it denies it. Recorded on AWS, September 2026 */
export const deniedSentence = (sentence: string): string =>
  sentence.replace(/\bsqs:[A-Z]\w*/g, (action) => action.toLowerCase());

export const refuse = {
  queueDoesNotExist: () =>
    new QueueRefusal(
      'QueueDoesNotExist',
      'The specified queue does not exist.',
      'AWS.SimpleQueueService.NonExistentQueue',
    ),
  queueNameExists: (attribute: string) =>
    new QueueRefusal(
      'QueueNameExists',
      `A queue already exists with the same name and a different value for attribute ${attribute}`,
      'QueueAlreadyExists',
    ),
  receiptHandleIsInvalid: (handle: string) =>
    new QueueRefusal(
      'ReceiptHandleIsInvalid',
      `The input receipt handle "${handle}" is not a valid receipt handle.`,
    ),
  messageNotInFlight: (handle: string) =>
    new QueueRefusal(
      'InvalidParameterValue',
      `Value ${handle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
    ),
  invalidParameter: (message: string) => new QueueRefusal('InvalidParameterValue', message),
  missingParameter: (name: string) =>
    new QueueRefusal('MissingParameter', `The request must contain the parameter ${name}.`),
  invalidAttributeName: (name: string) =>
    new QueueRefusal('InvalidAttributeName', `Unknown Attribute ${name}.`),
  invalidAttributeValue: (name: string) =>
    new QueueRefusal('InvalidAttributeValue', `Invalid value for the parameter ${name}.`),
  invalidMessageContents: () =>
    new QueueRefusal(
      'InvalidMessageContents',
      'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF',
    ),
  emptyBatch: (entry: string) =>
    legacy('EmptyBatchRequest', `There should be at least one ${entry} in the request.`),
  tooManyEntries: (count: number) =>
    legacy(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are 10. You have sent ${count}.`,
    ),
  entryIdsNotDistinct: (id: string) => legacy('BatchEntryIdsNotDistinct', `Id ${id} repeated.`),
  batchTooLong: (size: number) =>
    legacy(
      'BatchRequestTooLong',
      `Batch requests cannot be longer than 1048576 bytes. You have sent ${size} bytes.`,
    ),
  resourceNotFound: (message: string) => new QueueRefusal('ResourceNotFoundException', message),
  unsupportedOperation: (message: string) => legacy('UnsupportedOperation', message),
};
