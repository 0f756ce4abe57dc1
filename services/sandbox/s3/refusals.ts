import { Refusal } from '../core/service';

/** Codes, sentences and statuses of [D] AmazonS3/latest/API/ErrorResponses, unless a line says otherwise. */
const refusal = (
  status: number,
  code: string,
  message: string,
  details?: Readonly<Record<string, string>>,
): Refusal => new S3Refusal({ code, message, status, ...(details && { details }) });

const withoutMilliseconds = (date: Date): string => date.toISOString().replace(/\.\d+Z$/, 'Z');

/** us-east-1 knows by the signature that another Region was meant, the others send elsewhere [R]. */
export function wrongRegion(
  bucket: { readonly name: string; readonly region: string },
  asked: string,
) {
  const headers = { 'x-amz-bucket-region': bucket.region };
  if (asked === 'us-east-1') {
    const message = `The authorization header is malformed; the region '${asked}' is wrong; expecting '${bucket.region}'`;
    const details = { Region: bucket.region };
    const code = 'AuthorizationHeaderMalformed';
    return new S3Refusal({ code, message, status: 400, details, headers });
  }
  return new S3Refusal({
    code: 'PermanentRedirect',
    message:
      'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
    status: 301,
    details: {
      Endpoint: `${bucket.name}.s3.${bucket.region}.amazonaws.com`,
      Bucket: bucket.name,
    },
    headers,
  });
}

export const refuse = {
  noSuchBucket: (name: string) =>
    refusal(404, 'NoSuchBucket', 'The specified bucket does not exist', { BucketName: name }),
  bucketAlreadyExists: (name: string) =>
    refusal(
      409,
      'BucketAlreadyExists',
      'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
      { BucketName: name },
    ),
  bucketAlreadyOwnedByYou: (name: string) =>
    refusal(
      409,
      'BucketAlreadyOwnedByYou',
      'Your previous request to create the named bucket succeeded and you already own it.',
      { BucketName: name },
    ),
  bucketNotEmpty: (name: string) =>
    refusal(409, 'BucketNotEmpty', 'The bucket you tried to delete is not empty', {
      BucketName: name,
    }),
  invalidBucketName: (name: string) =>
    refusal(400, 'InvalidBucketName', 'The specified bucket is not valid.', { BucketName: name }),
  illegalLocationConstraint: (constraint: string) =>
    refusal(
      400,
      'IllegalLocationConstraintException',
      `The ${constraint} location constraint is incompatible for the region specific endpoint this request was sent to.`,
    ),
  invalidLocationConstraint: (constraint: string) =>
    refusal(400, 'InvalidLocationConstraint', 'The specified location-constraint is not valid', {
      LocationConstraint: constraint,
    }),
  malformedXml: () =>
    refusal(
      400,
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema',
    ),
  malformedPolicy: (message: string) => refusal(400, 'MalformedPolicy', message),
  invalidArgument: (message: string) => refusal(400, 'InvalidArgument', message),
  badDigest: (message: string) => refusal(400, 'BadDigest', message),
  invalidRequest: (message: string) => refusal(400, 'InvalidRequest', message),
  illegalVersioning: () =>
    refusal(
      400,
      'IllegalVersioningConfigurationException',
      'The Versioning element must be specified',
    ),
  invalidBucketState: (message: string) => refusal(409, 'InvalidBucketState', message),
  /** The short sentence S3 keeps for what no policy says. */
  denied: (message = 'Access Denied') => refusal(403, 'AccessDenied', message),
  /** Something is wrong with the query of a presigned URL. */
  presigned: (message: string) => refusal(400, 'AuthorizationQueryParametersError', message),
  /** [R] aws/aws-sdk-js-v3#3906 */
  headersNotSigned: (names: string) =>
    refusal(
      403,
      'AccessDenied',
      'There were headers present in the request which were not signed',
      { HeadersNotSigned: names },
    ),
  /** Of a presigned URL. [R] */
  expired: (seconds: number, at: Date, now: Date) =>
    refusal(403, 'AccessDenied', 'Request has expired', {
      'X-Amz-Expires': String(seconds),
      Expires: withoutMilliseconds(at),
      ServerTime: withoutMilliseconds(now),
    }),
  methodNotAllowed: () =>
    refusal(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.'),
  bucketHasAcls: () =>
    refusal(
      400,
      'InvalidBucketAclWithObjectOwnership',
      "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
    ),
  aclsAreOff: () => refusal(400, 'AccessControlListNotSupported', 'The bucket does not allow ACLs'),
  invalidTarget: () =>
    refusal(
      400,
      'InvalidTargetBucketForLogging',
      'The target bucket for logging does not exist, is not owned by you, or does not have the appropriate grants for the log-delivery group.',
    ),
  repeatedTag: () => refusal(400, 'InvalidTag', 'Cannot provide multiple Tags with the same key'),
  /** What a Get answers when the configuration was never put. */
  notThere: (code: string, message: string) => refusal(404, code, message),
  /** Of a bucket, or of the account that is named. */
  noPublicAccessBlock: (details?: Readonly<Record<string, string>>) =>
    refusal(
      404,
      'NoSuchPublicAccessBlockConfiguration',
      'The public access block configuration was not found',
      details,
    ),
  noSuchKey: (key: string) =>
    refusal(404, 'NoSuchKey', 'The specified key does not exist.', { Key: key }),
  noSuchVersion: (key: string, versionId: string) =>
    refusal(404, 'NoSuchVersion', 'The specified version does not exist.', {
      Key: key,
      VersionId: versionId,
    }),
  preconditionFailed: () =>
    refusal(
      412,
      'PreconditionFailed',
      'At least one of the pre-conditions you specified did not hold',
    ),
};

/** S3's errors have more elements than code and message: `BucketName`, `Region`, `Endpoint` … */
export class S3Refusal extends Refusal {
  constructor(
    readonly error: {
      readonly code: string;
      readonly message: string;
      readonly status: number;
      readonly details?: Readonly<Record<string, string>>;
      readonly headers?: Readonly<Record<string, string>>;
    },
  ) {
    super(error.code, error.message, error.status);
  }
}

export function errorDetails(refusal: Refusal): Readonly<Record<string, string>> {
  return refusal instanceof S3Refusal ? (refusal.error.details ?? {}) : {};
}

export function errorHeaders(refusal: Refusal): Readonly<Record<string, string>> {
  return refusal instanceof S3Refusal ? (refusal.error.headers ?? {}) : {};
}
