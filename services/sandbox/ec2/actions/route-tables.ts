import { ownOf } from '../../core/own-of';
import { ec2Action } from '../action';
import { type Filterable, listed, tagsOutput } from '../describe';
import { ec2Of, type RouteTable } from '../state';

const filters: Filterable<RouteTable> = {
  'route-table-id': ({ id }) => [id],
  'vpc-id': ({ vpcId }) => [vpcId],
  'association.subnet-id': ({ associations }) => [...associations.values()],
  'association.main': ({ isMain }) => [String(isMain)],
};

/** Tables of templates and the main ones; of their routes there is the local one only. */
export const describeRouteTables = ec2Action({
  sets: ['routeTableIdSet', 'filterSet'],
  handle: (call, world) => {
    const { items, NextToken } = listed(world, call, {
      kind: 'routeTable',
      ids: 'RouteTableIds',
      all: ownOf(call, ec2Of(world).routeTables),
      filters,
    });
    const cidr = ({ vpcId }: RouteTable) => ec2Of(world).vpcs.get(vpcId)?.cidr;
    return { RouteTables: items.map((one) => output(one, cidr(one))), NextToken };
  },
});

function output({ id, vpcId, accountId, isMain, associations, tags }: RouteTable, cidr = '') {
  const AssociationState = { State: 'associated' };
  const main = { RouteTableAssociationId: id.replace('rtb-', 'rtbassoc-'), Main: true };
  return {
    RouteTableId: id,
    VpcId: vpcId,
    OwnerId: accountId,
    Associations: [
      ...(isMain ? [{ ...main, RouteTableId: id, AssociationState }] : []),
      ...[...associations].map(([RouteTableAssociationId, SubnetId]) => {
        const of = { RouteTableAssociationId, RouteTableId: id, SubnetId };
        return { ...of, Main: false, AssociationState };
      }),
    ],
    Routes: [
      {
        DestinationCidrBlock: cidr,
        GatewayId: 'local',
        Origin: 'CreateRouteTable',
        State: 'active',
      },
    ],
    Tags: tagsOutput(tags),
  };
}
