import type { Refusal } from '../../core/service';
import { StateFailure } from '../language/state-failure';

/** The optimised integrations still name errors as the first Java SDK did. */
const generic: Readonly<Record<string, string>> = {
  Lambda: 'AWSLambda',
  SQS: 'AmazonSQS',
  SNS: 'AmazonSNS',
  DynamoDB: 'AmazonDynamoDB',
};

export function optimisedFailure(
  prefix: string,
  { code, message, status }: Refusal,
  requestId: string,
): StateFailure {
  const client = generic[prefix] ?? prefix;
  const error = isUnmodelled(code) ? `${client}Exception` : exceptionOf(code);
  return new StateFailure(
    `${prefix}.${error}`,
    `${message} (Service: ${client}; Status Code: ${status}; Error Code: ${code}; Request ID: ${requestId}; Proxy: null)`,
  );
}

/** [R] but for which errors are modelled, which S3 alone has a list of. */
export function sdkFailure(prefix: string, { code, message, status }: Refusal, requestId: string) {
  const isModelled = prefix === 'S3' ? modelledByS3.includes(code) : !isUnmodelled(code, prefix);
  const ids =
    prefix === 'S3'
      ? `Request ID: ${requestId}, Extended Request ID: ${requestId}`
      : `Request ID: ${requestId}`;
  return new StateFailure(
    `${prefix}.${isModelled ? exceptionOf(code) : `${prefix}Exception`}`,
    `${message} (Service: ${prefix}, Status Code: ${status}, ${ids}) (SDK Attempt Count: 1)`,
  );
}

const exceptionOf = (code: string): string =>
  code.endsWith('Exception') ? code : `${code}Exception`;

/** What any service may answer with, and few have in their model. EC2 has no errors in its model at all. */
const isUnmodelled = (code: string, prefix?: string): boolean =>
  prefix === 'Ec2' ||
  /^(?:AccessDenied|AuthorizationError|InternalFailure|Throttling|Validation)/.test(code);

/** The errors in S3's model. */
const modelledByS3: readonly string[] = [
  'BucketAlreadyExists',
  'BucketAlreadyOwnedByYou',
  'EncryptionTypeMismatch',
  'IdempotencyParameterMismatch',
  'InvalidObjectState',
  'InvalidRequest',
  'InvalidWriteOffset',
  'NoSuchBucket',
  'NoSuchKey',
  'NoSuchUpload',
  'NotFound',
  'ObjectAlreadyInActiveTierError',
  'ObjectNotInActiveTierError',
  'TooManyParts',
];
