import type { Obstacle, ObstacleKind } from '../domain/obstacle';

/** The role of an account could not be assumed. That is the refusal, for any call that needed the role. */
export class AssumeRoleError extends Error {
  override readonly name = 'AssumeRoleError';
  constructor(roleArn: string, cause: unknown) {
    super(`${roleArn} could not be assumed`, { cause });
  }
}

/**
 * Recognised by name: another part of the bundle has its own copy of the class
 * (docs/decisions/0014-a-bundle-in-parts.md).
 */
const isAssumeRoleError = (error: unknown): error is Error =>
  error instanceof Error && error.name === 'AssumeRoleError';

/** Names the one that failed, of several calls under way at the same time. */
class CallError extends Error {
  override readonly name = 'CallError';
  constructor(
    readonly call: string,
    cause: unknown,
  ) {
    super(`${call} failed`, { cause });
  }
}

/** The answer to a call, or a failure that names the call. */
export const asked = <T>(call: string, answer: Promise<T>): Promise<T> =>
  answer.catch((cause: unknown) => {
    throw new CallError(call, cause);
  });

/**
 * An SDK error → an obstacle. The one place where errors are classified, by code, never by message. An unknown error
 * counts as `unreachable`: it is retried and seen, never taken for fine.
 */
export function classify(error: unknown, call = 'unknown'): Obstacle {
  if (error instanceof CallError) return classify(error.cause, error.call);
  if (isAssumeRoleError(error)) return classify(error.cause, 'sts:AssumeRole');
  const { name, code, status } = partsOf(error);
  const kind = KINDS.get(name ?? '') ?? KINDS.get(code ?? '') ?? kindOfStatus(status);
  return { kind, code: code ?? name ?? 'UnknownError', call };
}

/** `NotFound` for `InvalidSnapshot.NotFound`: only the last part is compared, so a code with a point does not compile. */
export const hasCode = <Code extends string>(
  error: unknown,
  code: Code extends `${string}.${string}` ? never : Code,
): boolean => partsOf(error instanceof CallError ? error.cause : error).name === code;

const KINDS = new Map<string, ObstacleKind>(
  Object.entries({
    AccessDenied: 'denied',
    AccessDeniedException: 'denied',
    AuthFailure: 'denied',
    InsufficientDependencyServiceAccessPermissionException: 'denied',
    NoManagementAccountSLRExistsException: 'denied',
    NotOrganizationManagementAccountException: 'denied',
    NotOrganizationMasterAccountException: 'denied',
    OptInRequired: 'denied',
    UnauthorizedOperation: 'denied',
    UnrecognizedClientException: 'denied',
    InvalidClientTokenId: 'denied',
    RegionDisabledException: 'denied',

    Throttling: 'throttled',
    ThrottlingException: 'throttled',
    ThrottledException: 'throttled',
    RequestLimitExceeded: 'throttled',
    TooManyRequestsException: 'throttled',
    ProvisionedThroughputExceededException: 'throttled',
    RequestThrottled: 'throttled',
    KMSThrottlingException: 'throttled', // SNS
    SlowDown: 'throttled', // S3

    ConcurrentAccessException: 'conflict', // SNS
    ConflictException: 'conflict',
    ConcurrentModificationException: 'conflict',
    QueueDeletedRecently: 'conflict', // [D] API_CreateQueue: for 60 seconds
    KMSInvalidStateException: 'conflict', // another caller just changed it
    PolicyChangesInProgressException: 'conflict', // Organizations
    CustomKeyStoreInvalidStateException: 'conflict', // KMS: it is still disconnecting
    InactiveEventDataStoreException: 'conflict', // CloudTrail Lake: it is still being restored
    InvalidEventDataStoreStatusException: 'conflict', // or its ingestion is still stopping
    FinalizingOrganizationException: 'conflict', // Organizations
    OperationAbortedException: 'conflict', // CloudWatch Logs
    OperationAborted: 'conflict', // S3, also for a name whose deletion is not over yet

    PermanentRedirect: 'rejected', // S3: the bucket is in another Region

    // Credentials that ran out are fetched anew by the next delivery.
    ExpiredToken: 'unreachable',
    ExpiredTokenException: 'unreachable',
  } as const),
);

function kindOfStatus(status: number | undefined): ObstacleKind {
  if (status === 429) return 'throttled';
  if (status === 401 || status === 403) return 'denied';
  return status !== undefined && status >= 400 && status < 500 ? 'rejected' : 'unreachable';
}

interface Parts {
  readonly name?: string;
  readonly code?: string;
  readonly status?: number;
}

function partsOf(error: unknown): Parts {
  if (typeof error !== 'object' || error === null) return {};
  const { name, code, $metadata } = error as Record<string, unknown>;
  const status = ($metadata as { httpStatusCode?: unknown } | undefined)?.httpStatusCode;
  return {
    ...(typeof name === 'string' && { name: lastPart(name) }),
    ...(typeof code === 'string' && { code }),
    ...(typeof status === 'number' && { status }),
  };
}

/** Query-protocol codes may carry a prefix: `AWS.SimpleQueueService.NonExistentQueue`. */
const lastPart = (code: string): string => code.split('.').at(-1) ?? code;
