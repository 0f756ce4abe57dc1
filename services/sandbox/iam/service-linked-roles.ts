import { partitionOf } from '../core/partition';
import type { Place } from '../core/place';
import type { World } from '../core/service';
import { refuse } from './refusals';
import { createRole, findRoleNamed } from './roles';
import type { Role } from './state';

/** Name of the role each service has here [D reference_aws-services-that-work-with-iam]. */
const names: Readonly<Record<string, string>> = {
  'cloudtrail.amazonaws.com': 'AWSServiceRoleForCloudTrail',
  'config.amazonaws.com': 'AWSServiceRoleForConfig',
  'guardduty.amazonaws.com': 'AWSServiceRoleForAmazonGuardDuty',
  'member.org.stacksets.cloudformation.amazonaws.com':
    'AWSServiceRoleForCloudFormationStackSetsOrgMember',
  'organizations.amazonaws.com': 'AWSServiceRoleForOrganizations',
  'stacksets.cloudformation.amazonaws.com': 'AWSServiceRoleForCloudFormationStackSetsOrgAdmin',
};

/** Undefined for a service that has no such role here. */
export function serviceLinkedRoleArn(
  { accountId, region }: Place,
  service: string,
): string | undefined {
  const name = names[service];
  return (
    name && `arn:${partitionOf(region)}:iam::${accountId}:role/aws-service-role/${service}/${name}`
  );
}

/** Its permissions belong to the service and are not asked for here. */
export function createServiceLinkedRole(world: World, accountId: string, service: string): Role {
  const name = names[service];
  if (name === undefined) {
    throw refuse.invalidInput(`Could not find AWS service principal ${service}.`);
  }
  if (findRoleNamed(world, accountId, name)) {
    throw refuse.invalidInput(
      `Service role name ${name} has been taken in this account, please try a different suffix.`,
    );
  }
  return createRole(world, {
    accountId,
    name,
    path: `/aws-service-role/${service}/`,
    trustPolicy: {
      Version: '2012-10-17',
      Statement: [
        { Action: ['sts:AssumeRole'], Effect: 'Allow', Principal: { Service: [service] } },
      ],
    },
  });
}
