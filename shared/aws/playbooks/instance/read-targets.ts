import {
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { TargetRegistration } from '../../../domain/containment';
import { given } from '../../../domain/given';
import { inGroupsOf } from '../../../domain/in-groups-of';
import { asked, hasCode } from '../../classify';
import { allPages } from '../../dependencies/all-pages';
import type { InstanceClients } from './clients';

const AT_A_TIME = 10;

/** Where the machine is registered. There is no call that says it, so every target group of its VPC is asked. */
export async function targetsOf(
  { elb }: InstanceClients,
  instanceId: string,
  vpcId: string,
): Promise<readonly TargetRegistration[]> {
  const groups = await allPages(async (Marker) => {
    const wanted = elb.send(new DescribeTargetGroupsCommand({ Marker }));
    const page = await asked('elasticloadbalancing:DescribeTargetGroups', wanted);
    return { items: page.TargetGroups, next: page.NextMarker };
  });
  const arns = groups
    .filter((one) => one.TargetType === 'instance' && (!one.VpcId || one.VpcId === vpcId))
    .flatMap(({ TargetGroupArn }) => TargetGroupArn ?? []);
  const found: TargetRegistration[] = [];
  for (const some of inGroupsOf(AT_A_TIME, arns)) {
    found.push(...(await Promise.all(some.map((arn) => inGroup(elb, arn, instanceId)))).flat());
  }
  return found;
}

async function inGroup(
  elb: InstanceClients['elb'],
  TargetGroupArn: string,
  instanceId: string,
): Promise<readonly TargetRegistration[]> {
  const wanted = elb.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
  const { TargetHealthDescriptions = [] } = await asked(
    'elasticloadbalancing:DescribeTargetHealth',
    wanted,
  ).catch((error: unknown) => {
    if (hasCode(error, 'TargetGroupNotFoundException')) return { TargetHealthDescriptions: [] };
    throw error;
  });
  return TargetHealthDescriptions.filter(
    ({ Target, TargetHealth }) => Target?.Id === instanceId && TargetHealth?.State !== 'draining',
  ).map(({ Target }) => ({
    targetGroupArn: TargetGroupArn,
    ...given({ port: Target?.Port, zone: Target?.AvailabilityZone }),
  }));
}
