import { partitionOf } from './core/partition';
import type { NamedPlace, Place } from './core/place';
import type { World } from './core/service';
import { createRole } from './iam/roles';
import { createKey } from './kms/create-key';
import { createGroup } from './logs/create-group';
import { putConfiguration } from './s3/configuration';
import { everythingBlocked } from './s3/configurations/access';
import { createBucket } from './s3/create-bucket';
import type { Bucket } from './s3/state';
import { createTopic } from './sns/create-topic';
import { subscribe } from './sns/subscribe';
import { createQueue } from './sqs/create-queue';

/** Where every trail of the local organization delivers to. */
export interface LogArchive {
  readonly bucketName: string;
  /** Where a copy lies under Object Lock. */
  readonly vaultName: string;
  readonly keyArn: string;
  readonly topicArn: string;
}

export const LOG_GROUP = 'trail';
export const LOG_GROUP_ROLE = 'CloudTrail_CloudWatchLogs';

const TOPIC_ACTIONS = [
  'sns:AddPermission',
  'sns:DeleteTopic',
  'sns:GetTopicAttributes',
  'sns:ListSubscriptionsByTopic',
  'sns:Publish',
  'sns:RemovePermission',
  'sns:SetTopicAttributes',
  'sns:Subscribe',
];

const cloudtrail = { Service: 'cloudtrail.amazonaws.com' };

/** A bucket with everything a careful owner turns on, its replica and access log, the key and the topic. */
export function createLogArchive(world: World, place: Place, copy = ''): LogArchive {
  const { accountId } = place;
  const bucketName = `trailwarden-logs-${accountId}${copy}`;
  const key = createKey(world, {
    ...place,
    description: 'Trails of the organization',
    policy: policyOf(
      statement('Owner', { AWS: `arn:${world.partition}:iam::${accountId}:root` }, 'kms:*', '*'),
      statement('CloudTrail', cloudtrail, ['kms:GenerateDataKey*', 'kms:DescribeKey'], '*'),
    ),
  });
  const topic = createTopic(world, { ...place, name: `trail-files${copy}` });
  topic.attributes.set(
    'Policy',
    JSON.stringify(
      policyOf(
        statement(
          'Owner',
          { AWS: `arn:${world.partition}:iam::${accountId}:root` },
          // By name: no pattern is taken back (sns/topic-policy.ts).
          TOPIC_ACTIONS,
          topic.arn,
        ),
        statement('CloudTrail', cloudtrail, 'sns:Publish', topic.arn),
      ),
    ),
  );
  const files = createQueue(world, { ...place, name: `trail-files${copy}` });
  subscribe(world, topic, { accountId, protocol: 'sqs', endpoint: files.arn });
  for (const name of [`${bucketName}-replica`, `${bucketName}-access`]) {
    putConfiguration(createBucket(world, { ...place, name }), 'versioning', { Status: 'Enabled' });
  }
  const replicator = createRole(world, {
    accountId,
    name: `replicator${copy}`,
    trustPolicy: policyOf(
      statement('S3', { Service: 's3.amazonaws.com' }, 'sts:AssumeRole', undefined),
    ),
  });
  world.s3.accountBlocks.set(accountId, everythingBlocked);
  const bucket = createDeliveryBucket(world, { ...place, name: bucketName }, '*AWSLogs/*');
  const put = (name: Parameters<typeof putConfiguration>[1], value: object) =>
    putConfiguration(bucket, name, value);
  put('versioning', { Status: 'Enabled' });
  put('lifecycle', {
    Rule: [{ ID: 'keep', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 2_557 } }],
  });
  put('encryption', {
    Rule: [
      {
        ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key.arn },
        BucketKeyEnabled: true,
      },
    ],
  });
  put('replication', {
    Role: replicator.arn,
    Rule: [
      {
        ID: 'copy',
        Status: 'Enabled',
        Priority: 1,
        Filter: { Prefix: '' },
        DeleteMarkerReplication: { Status: 'Disabled' },
        Destination: { Bucket: `arn:${world.partition}:s3:::${bucketName}-replica` },
      },
    ],
  });
  put('logging', {
    LoggingEnabled: { TargetBucket: `${bucketName}-access`, TargetPrefix: 'trails/' },
  });
  put('notification', {
    TopicConfiguration: [{ Id: 'arrived', Topic: topic.arn, Event: ['s3:ObjectCreated:*'] }],
  });
  return {
    bucketName,
    vaultName: createVault(world, place, copy),
    keyArn: key.arn,
    topicArn: topic.arn,
  };
}

/** A bucket that CloudTrail may write to, beneath what `keys` stands for. */
function createDeliveryBucket(world: World, place: NamedPlace, keys: string): Bucket {
  const bucket = createBucket(world, place);
  const document = policyOf(
    statement('AclCheck', cloudtrail, 's3:GetBucketAcl', bucket.arn),
    statement('Write', cloudtrail, 's3:PutObject', `${bucket.arn}/${keys}`),
  );
  bucket.policy = { text: JSON.stringify(document), document };
  return bucket;
}

/** A second copy that cannot be deleted for a while: with Object Lock versioning cannot be suspended. */
function createVault(world: World, place: Place, copy: string): string {
  const name = `trailwarden-vault-${place.accountId}${copy}`;
  const vault = createDeliveryBucket(world, { ...place, name }, 'AWSLogs/*');
  putConfiguration(vault, 'versioning', { Status: 'Enabled' });
  putConfiguration(vault, 'object-lock', {
    ObjectLockEnabled: 'Enabled',
    Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 400 } },
  });
  return name;
}

/** The log group of an account's trail and the role that writes to it. */
export function createLogGroup(world: World, place: Place): void {
  const group = createGroup(world, { ...place, name: LOG_GROUP });
  group.retentionInDays = 365;
  group.subscriptionFilters.set('siem', {
    filterName: 'siem',
    creationTime: world.now().getTime(),
    settings: {
      filterName: 'siem',
      filterPattern: '{ $.eventName = * }',
      destinationArn: `arn:${partitionOf(place.region)}:lambda:${place.region}:${place.accountId}:function:siem`,
      distribution: 'ByLogStream',
    },
  });
  group.metricFilters.set('trail-stopped', {
    filterName: 'trail-stopped',
    creationTime: world.now().getTime(),
    settings: {
      filterName: 'trail-stopped',
      filterPattern: '{ $.eventName = StopLogging }',
      metricTransformations: [
        { metricName: 'TrailStopped', metricNamespace: 'Security', metricValue: '1' },
      ],
    },
  });
  createRole(world, {
    accountId: place.accountId,
    name: LOG_GROUP_ROLE,
    trustPolicy: policyOf(statement('CloudTrail', cloudtrail, 'sts:AssumeRole', undefined)),
    inlinePolicies: {
      write: {
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: `arn:${partitionOf(place.region)}:logs:${place.region}:${place.accountId}:log-group:${LOG_GROUP}:log-stream:*`,
        },
      },
    },
  });
}

const policyOf = (...statements: readonly ReturnType<typeof statement>[]) => ({
  Version: '2012-10-17',
  Statement: [...statements],
});

const statement = (
  Sid: string,
  Principal: Readonly<Record<string, string>>,
  Action: string | readonly string[],
  Resource: string | undefined,
) => ({
  Sid,
  Effect: 'Allow' as const,
  Principal,
  Action: Action as string,
  ...(Resource !== undefined && { Resource }),
});
