import type { LogBucketState } from '../../../shared/domain/log-bucket';
import type { Step, StepInputs } from '../../../shared/domain/step';
import { aLogBucketState, aPlainLogBucketState } from '../../builders/log-bucket/a-log-bucket';

const { publicAccessBlock, accountPublicAccessBlock } = aLogBucketState();

/** A new bucket as S3 makes it today: public access blocked, ACLs off. The account's block is unchanged. */
const NEW = {
  ...aPlainLogBucketState(),
  policy: '',
  publicAccessBlock,
  accountPublicAccessBlock,
} as LogBucketState;

/** A bucket after S3 took a step; nothing stands for a bucket that is not there. */
export const afterStep = (before: LogBucketState | undefined, step: Step): LogBucketState => ({
  ...(before ?? NEW),
  ...changed(step),
});

function changed({ call, input: given }: Step): Partial<LogBucketState> {
  const input = given as unknown as Inputs;
  switch (call) {
    case 's3:CreateBucket':
      return {
        isOurs: true,
        ownership: input.ObjectOwnership ?? 'BucketOwnerEnforced',
        ...(input.ObjectLockEnabledForBucket && {
          versioning: { Status: 'Enabled' },
          objectLock: { ObjectLockEnabled: 'Enabled' },
        }),
      };
    case 's3:PutBucketTagging':
      return {
        tags: Object.fromEntries(input.Tagging.TagSet.map(({ Key, Value }) => [Key, Value])),
      };
    case 's3:PutPublicAccessBlock':
      return { publicAccessBlock: input.PublicAccessBlockConfiguration };
    case 's3control:PutPublicAccessBlock':
      return { accountPublicAccessBlock: input.PublicAccessBlockConfiguration };
    case 's3:PutBucketAcl':
      return { acl: input.AccessControlPolicy };
    case 's3:PutBucketOwnershipControls':
      return { ownership: input.OwnershipControls.Rules[0]?.ObjectOwnership ?? 'ObjectWriter' };
    case 's3:PutBucketPolicy':
      return { policy: input.Policy };
    case 's3:DeleteBucketPolicy':
      return { policy: '' };
    case 's3:PutBucketVersioning':
      return { versioning: input.VersioningConfiguration };
    case 's3:PutObjectLockConfiguration':
      return { objectLock: input.ObjectLockConfiguration };
    case 's3:PutBucketEncryption':
      return { encryption: input.ServerSideEncryptionConfiguration.Rules[0] ?? {} };
    case 's3:PutBucketRequestPayment':
      return { payer: input.RequestPaymentConfiguration.Payer };
    case 's3:PutBucketLifecycleConfiguration':
      return { lifecycle: input.LifecycleConfiguration };
    case 's3:DeleteBucketLifecycle':
      return { lifecycle: { Rules: [] } };
    case 's3:PutBucketReplication':
      return { replication: input.ReplicationConfiguration };
    case 's3:DeleteBucketReplication':
      return { replication: { Rules: [] } };
    case 's3:PutBucketLogging':
      return { logging: input.BucketLoggingStatus.LoggingEnabled ?? {} };
    case 's3:PutBucketNotificationConfiguration':
      return { notifications: input.NotificationConfiguration };
    default:
      throw new Error(`${call} is no step on a bucket.`);
  }
}

/** The input of whichever call it is: the case says which fields there are. */
type Inputs = UnionToIntersection<StepInputs[Extract<keyof StepInputs, `s3${string}`>]>;

type UnionToIntersection<U> = (U extends unknown ? (each: U) => void : never) extends (
  all: infer I,
) => void
  ? I
  : never;
