import type {
  GetBucketAclOutput,
  GetBucketEncryptionOutput,
  GetBucketLifecycleConfigurationOutput,
  GetBucketReplicationOutput,
  GetBucketTaggingOutput,
  GetPublicAccessBlockOutput,
  NotificationConfiguration,
} from '@aws-sdk/client-s3';
import type {
  Acl,
  Encryption,
  Grant,
  Json,
  Lifecycle,
  Notifications,
  PublicAccessBlock,
  Replication,
} from '../../domain/bucket-configurations';
import { plain, sortedBy } from './plain';

export const lifecycleFrom = ({
  Rules = [],
  TransitionDefaultMinimumObjectSize: smallest,
}: Partial<GetBucketLifecycleConfigurationOutput>): Lifecycle => ({
  Rules: byId(plain(Rules), 'ID'),
  // The other value is the default of S3. [D] API_PutBucketLifecycleConfiguration
  ...(smallest === 'varies_by_storage_class' && { TransitionDefaultMinimumObjectSize: smallest }),
});

/** S3 encrypts with its own keys by default. [D] default-encryption-faq */
export const encryptionFrom = ({
  ServerSideEncryptionConfiguration: is,
}: Partial<GetBucketEncryptionOutput>): Encryption =>
  plain(is?.Rules?.[0] ?? { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } });

export const replicationFrom = ({
  ReplicationConfiguration: is,
}: Partial<GetBucketReplicationOutput>): Replication => ({
  ...(is?.Role && { Role: is.Role }),
  Rules: byId(plain(is?.Rules ?? []), 'ID'),
});

/** Without display names, which AWS no longer promises. */
export function aclFrom({ Owner, Grants = [] }: GetBucketAclOutput): Acl {
  const grants = Grants.map(
    ({ Grantee, Permission = 'READ' }): Grant => ({
      Grantee: plain({ Type: Grantee?.Type, ID: Grantee?.ID, URI: Grantee?.URI }),
      Permission,
    }),
  );
  return {
    Owner: plain({ ID: Owner?.ID }),
    Grants: sortedBy(grants, ({ Grantee, Permission }) =>
      [Grantee.ID, Grantee.URI, Permission].join(),
    ),
  };
}

export const publicAccessBlockFrom = ({
  PublicAccessBlockConfiguration: is,
}: Partial<GetPublicAccessBlockOutput>): PublicAccessBlock => ({
  BlockPublicAcls: is?.BlockPublicAcls ?? false,
  IgnorePublicAcls: is?.IgnorePublicAcls ?? false,
  BlockPublicPolicy: is?.BlockPublicPolicy ?? false,
  RestrictPublicBuckets: is?.RestrictPublicBuckets ?? false,
});

export const notificationsFrom = ({
  TopicConfigurations = [],
  QueueConfigurations = [],
  LambdaFunctionConfigurations = [],
  EventBridgeConfiguration,
}: NotificationConfiguration): Notifications => ({
  ...listOf('TopicConfigurations', TopicConfigurations),
  ...listOf('QueueConfigurations', QueueConfigurations),
  ...listOf('LambdaFunctionConfigurations', LambdaFunctionConfigurations),
  ...(EventBridgeConfiguration && { EventBridgeConfiguration: plain(EventBridgeConfiguration) }),
});

/** Tags that begin with `aws:` are AWS's own; a request that writes them is refused. [D] CostAllocTagging */
export const tagsFrom = ({
  TagSet = [],
}: Partial<GetBucketTaggingOutput>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    TagSet.map(({ Key = '', Value = '' }) => [Key, Value] as const).filter(
      ([key]) => !key.startsWith('aws:'),
    ),
  );

const listOf = (name: string, list: readonly object[]) =>
  list.length > 0 ? { [name]: byId(plain<Json[]>(list), 'Id') } : {};

const byId = <T extends object>(list: readonly T[], name: 'ID' | 'Id'): readonly T[] =>
  sortedBy(list, (one) => String((one as Json)[name]));
