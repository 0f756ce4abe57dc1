import { NotEmulated } from '../core/not-emulated';
import type { ResourceType } from './resource-type';
import { cloudformationStackSet } from './resources/cloudformation-stack-set';
import { cloudwatchAlarm } from './resources/cloudwatch-alarm';
import { cloudwatchDashboard } from './resources/cloudwatch-dashboard';
import { dynamodbTable } from './resources/dynamodb-table';
import { eventsEventBus } from './resources/events-event-bus';
import { eventsEventBusPolicy } from './resources/events-event-bus-policy';
import { eventsRule } from './resources/events-rule';
import { iamManagedPolicy } from './resources/iam-managed-policy';
import { iamPolicy } from './resources/iam-policy';
import { iamRole } from './resources/iam-role';
import { kmsAlias } from './resources/kms-alias';
import { kmsKey } from './resources/kms-key';
import { lambdaEventSourceMapping } from './resources/lambda-event-source-mapping';
import { lambdaFunction } from './resources/lambda-function';
import { lambdaPermission } from './resources/lambda-permission';
import { lambdaVersion } from './resources/lambda-version';
import { logsLogGroup } from './resources/logs-log-group';
import { s3Bucket } from './resources/s3-bucket';
import { s3BucketPolicy } from './resources/s3-bucket-policy';
import { snsSubscription } from './resources/sns-subscription';
import { snsTopic } from './resources/sns-topic';
import { snsTopicPolicy } from './resources/sns-topic-policy';
import { sqsQueue } from './resources/sqs-queue';
import { sqsQueuePolicy } from './resources/sqs-queue-policy';

export const resourceTypes: readonly ResourceType[] = [
  cloudformationStackSet,
  cloudwatchAlarm,
  cloudwatchDashboard,
  dynamodbTable,
  eventsEventBus,
  eventsEventBusPolicy,
  eventsRule,
  iamManagedPolicy,
  iamPolicy,
  iamRole,
  kmsAlias,
  kmsKey,
  lambdaEventSourceMapping,
  lambdaFunction,
  lambdaPermission,
  lambdaVersion,
  logsLogGroup,
  s3Bucket,
  s3BucketPolicy,
  snsSubscription,
  snsTopic,
  snsTopicPolicy,
  sqsQueue,
  sqsQueuePolicy,
];

/** Refuses a type the sandbox does not make, naming the file to add. */
export function resourceTypeOf(type: string): ResourceType {
  const known = resourceTypes.find((each) => each.type === type);
  if (known !== undefined) return known;
  const file = type.replace('AWS::', '').replaceAll('::', '-').toLowerCase();
  throw new NotEmulated(
    `sandbox: ${type} is not emulated; add services/sandbox/cloudformation/resources/${file}.ts`,
  );
}
