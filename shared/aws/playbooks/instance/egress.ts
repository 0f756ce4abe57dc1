import {
  DescribeNatGatewaysCommand,
  DescribeRouteTablesCommand,
  type Instance,
} from '@aws-sdk/client-ec2';
import { type Read, read, unread } from '../../../domain/login';
import { asked } from '../../classify';
import type { InstanceClients } from './clients';

/**
 * Addresses besides its own by which a machine leaves its VPC: of NAT gateways. Where its way out leads through something
 * whose addresses are not known here, that is said. Rejects with the SDK's error.
 */
export async function egressOf(
  { ec2 }: InstanceClients,
  { VpcId = '', SubnetId = '' }: Instance,
): Promise<Read<readonly string[]>> {
  const inVpc = [{ Name: 'vpc-id', Values: [VpcId] }];
  const { RouteTables = [] } = await asked(
    'ec2:DescribeRouteTables',
    ec2.send(new DescribeRouteTablesCommand({ Filters: inVpc })),
  );
  const { NatGateways = [] } = await asked(
    'ec2:DescribeNatGateways',
    ec2.send(new DescribeNatGatewaysCommand({ Filter: inVpc })),
  );
  const own =
    RouteTables.find(({ Associations = [] }) =>
      Associations.some((one) => one.SubnetId === SubnetId),
    ) ?? RouteTables.find(({ Associations = [] }) => Associations.some((one) => one.Main));
  const routes = own?.Routes ?? [];
  const out = routes.find(({ DestinationCidrBlock }) => DestinationCidrBlock === '0.0.0.0/0');
  const by = out?.TransitGatewayId ?? out?.NetworkInterfaceId ?? out?.VpcPeeringConnectionId;
  if (by) return unread(`it leaves its network by ${by}, whose addresses are not known here`);
  return read([
    ...new Set(
      NatGateways.flatMap(({ NatGatewayAddresses = [] }) =>
        NatGatewayAddresses.flatMap(({ PublicIp }) => PublicIp ?? []),
      ),
    ),
  ]);
}
