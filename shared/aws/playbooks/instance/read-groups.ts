import {
  DescribeSecurityGroupsCommand,
  type SecurityGroup as ListedGroup,
  type IpPermission as ListedPermission,
} from '@aws-sdk/client-ec2';
import type { IpPermission, SecurityGroup } from '../../../domain/containment';
import { given } from '../../../domain/given';
import { asked } from '../../classify';
import type { InstanceClients } from './clients';

interface Wanted {
  readonly ids: readonly string[];
  readonly isolation: string;
  readonly groups: readonly { readonly id: string; readonly name: string }[];
}

/** The groups with these ids or names in a VPC. Asked by filter: one that is gone is no error then. */
export async function groupsFor(
  { ec2 }: InstanceClients,
  vpcId: string,
  { ids, isolation, groups }: Wanted,
): Promise<readonly SecurityGroup[]> {
  const byId = [...new Set([...ids, ...groups.map(({ id }) => id)])];
  const byName = [...new Set([isolation, ...groups.map(({ name }) => name)])];
  const inVpc = { Name: 'vpc-id', Values: [vpcId] };
  const listed = await Promise.all(
    [
      { Name: 'group-id', Values: byId },
      { Name: 'group-name', Values: byName },
    ]
      .filter(({ Values }) => Values.length > 0)
      .map(async (filter) => {
        const wanted = new DescribeSecurityGroupsCommand({ Filters: [inVpc, filter] });
        const answer = await asked('ec2:DescribeSecurityGroups', ec2.send(wanted));
        return answer.SecurityGroups ?? [];
      }),
  );
  const distinct = new Map(listed.flat().map((one) => [one.GroupId ?? '', one]));
  return [...distinct.values()].map(groupOf);
}

const groupOf = ({ Tags = [], ...group }: ListedGroup): SecurityGroup => ({
  id: group.GroupId ?? '',
  name: group.GroupName ?? '',
  description: group.Description ?? '',
  ingress: (group.IpPermissions ?? []).map(permissionOf),
  egress: (group.IpPermissionsEgress ?? []).map(permissionOf),
  ...given({ madeFor: Tags.find(({ Key }) => Key === 'trailwarden:incident')?.Value }),
});

/** Without the empty lists with which the API fills it up. */
const permissionOf = (one: ListedPermission): IpPermission => ({
  IpProtocol: one.IpProtocol ?? '-1',
  ...(one.FromPort !== undefined && { FromPort: one.FromPort }),
  ...(one.ToPort !== undefined && { ToPort: one.ToPort }),
  ...filled('IpRanges', one.IpRanges, ({ CidrIp = '', Description }) => ({
    ...{ CidrIp, ...given({ Description }) },
  })),
  ...filled('Ipv6Ranges', one.Ipv6Ranges, ({ CidrIpv6 = '', Description }) => ({
    ...{ CidrIpv6, ...given({ Description }) },
  })),
  ...filled('PrefixListIds', one.PrefixListIds, ({ PrefixListId = '', Description }) => ({
    ...{ PrefixListId, ...given({ Description }) },
  })),
  ...filled('UserIdGroupPairs', one.UserIdGroupPairs, ({ GroupId = '', UserId, Description }) => ({
    ...{ GroupId, ...given({ UserId, Description }) },
  })),
});

const filled = <N extends string, A, B>(
  name: N,
  all: readonly A[] | undefined,
  one: (a: A) => B,
): Partial<Record<N, readonly B[]>> =>
  all && all.length > 0 ? ({ [name]: all.map(one) } as unknown as Record<N, readonly B[]>) : {};
