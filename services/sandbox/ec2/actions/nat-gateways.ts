import { ownOf } from '../../core/own-of';
import { ec2Action } from '../action';
import { type Filterable, filtered, tagsOutput } from '../describe';
import { ec2Of, type NatGateway } from '../state';

const filters: Filterable<NatGateway> = {
  'nat-gateway-id': ({ id }) => [id],
  state: () => ['available'],
  'subnet-id': ({ subnetId }) => [subnetId],
  'vpc-id': ({ vpcId }) => [vpcId],
};

/** What a hook put there, on one page; ids are not looked at. */
export const describeNatGateways = ec2Action({
  sets: [],
  handle: (call, world) => {
    const { Filter, ...rest } = call.input;
    const asked = { ...call, input: Filter === undefined ? rest : { ...rest, Filters: Filter } };
    const found = filtered(world, asked, [...ownOf(call, ec2Of(world).natGateways)], filters);
    return { NatGateways: found.map(output) };
  },
});

const output = ({ id, vpcId, subnetId, publicIp, tags }: NatGateway) => ({
  ...{ NatGatewayId: id, VpcId: vpcId, SubnetId: subnetId, State: 'available' },
  ConnectivityType: 'public',
  NatGatewayAddresses: [{ PublicIp: publicIp, IsPrimary: true, Status: 'succeeded' }],
  Tags: tagsOutput(tags),
});
