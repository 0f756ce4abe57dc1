import { Refusal } from '../core/refusal';

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

export const queueDoesNotExist = () =>
  new QueueRefusal(
    'QueueDoesNotExist',
    'The specified queue does not exist.',
    'AWS.SimpleQueueService.NonExistentQueue',
  );

export const queueNameExists = (attribute: string) =>
  new QueueRefusal(
    'QueueNameExists',
    `A queue already exists with the same name and a different value for attribute ${attribute}`,
    'QueueAlreadyExists',
  );

export const receiptHandleIsInvalid = (handle: string) =>
  new QueueRefusal(
    'ReceiptHandleIsInvalid',
    `The input receipt handle "${handle}" is not a valid receipt handle.`,
  );

export const messageNotInFlight = (handle: string) =>
  new QueueRefusal(
    'InvalidParameterValue',
    `Value ${handle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
  );

export const invalidParameter = (message: string) =>
  new QueueRefusal('InvalidParameterValue', message);

export const missingParameter = (name: string) =>
  new QueueRefusal('MissingParameter', `The request must contain the parameter ${name}.`);

export const invalidAttributeName = (name: string) =>
  new QueueRefusal('InvalidAttributeName', `Unknown Attribute ${name}.`);

export const invalidAttributeValue = (name: string) =>
  new QueueRefusal('InvalidAttributeValue', `Invalid value for the parameter ${name}.`);

export const invalidMessageContents = () =>
  new QueueRefusal(
    'InvalidMessageContents',
    'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF',
  );

export const emptyBatch = (entry: string) =>
  new QueueRefusal(
    'EmptyBatchRequest',
    `There should be at least one ${entry} in the request.`,
    'AWS.SimpleQueueService.EmptyBatchRequest',
  );

export const tooManyEntries = (count: number) =>
  new QueueRefusal(
    'TooManyEntriesInBatchRequest',
    `Maximum number of entries per request are 10. You have sent ${count}.`,
    'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
  );

export const entryIdsNotDistinct = (id: string) =>
  new QueueRefusal(
    'BatchEntryIdsNotDistinct',
    `Id ${id} repeated.`,
    'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
  );

export const batchTooLong = (size: number) =>
  new QueueRefusal(
    'BatchRequestTooLong',
    `Batch requests cannot be longer than 1048576 bytes. You have sent ${size} bytes.`,
    'AWS.SimpleQueueService.BatchRequestTooLong',
  );

export const resourceNotFound = (message: string) =>
  new QueueRefusal('ResourceNotFoundException', message);

export const unsupportedOperation = (message: string) =>
  new QueueRefusal('UnsupportedOperation', message, 'AWS.SimpleQueueService.UnsupportedOperation');
