import { NotEmulated } from '../core/service';
import type { ResourceType } from './resource-type';
import { cloudformationStackSet } from './resources/cloudformation-stack-set';
import * as cloudwatch from './resources/cloudwatch';
import { dynamodbTable } from './resources/dynamodb-table';
import * as ec2 from './resources/ec2';
import * as ec2SecurityGroups from './resources/ec2-security-groups';
import * as events from './resources/events';
import * as iam from './resources/iam';
import { iamInstanceProfile } from './resources/iam-instance-profile';
import * as kms from './resources/kms';
import * as lambda from './resources/lambda';
import { logsLogGroup } from './resources/logs-log-group';
import { logsSubscriptionFilter } from './resources/logs-subscription-filter';
import * as s3 from './resources/s3';
import * as sns from './resources/sns';
import * as sqs from './resources/sqs';
import * as ssm from './resources/ssm';
import { statesStateMachine } from './resources/states';

export const resourceTypes: readonly ResourceType[] = [
  ...[cloudwatch, ec2, ec2SecurityGroups, events, iam, kms, lambda, s3, sns, sqs, ssm].flatMap(
    Object.values<ResourceType>,
  ),
  cloudformationStackSet,
  dynamodbTable,
  iamInstanceProfile,
  logsLogGroup,
  logsSubscriptionFilter,
  statesStateMachine,
];

/** Refuses a type the sandbox does not make, naming a file to add. */
export function resourceTypeOf(type: string): ResourceType {
  const known = resourceTypes.find((each) => each.type === type);
  if (known !== undefined) return known;
  const file = type.replace('AWS::', '').replaceAll('::', '-').toLowerCase();
  throw new NotEmulated(
    `sandbox: ${type} is not emulated; add services/sandbox/cloudformation/resources/${file}.ts`,
  );
}
