import { ownOf } from '../../core/own-of';
import { type Call, Refusal, type World } from '../../core/service';
import { ec2Action } from '../action';
import { tagsFor } from '../conditions';
import { type Filterable, listed, tagsOutput } from '../describe';
import { findSubnet, findVpc, requiredText } from '../find';
import { createRouteTable as makeTable } from '../network';
import { refuse } from '../refusals';
import { arnOf, ec2Of, newId, type RouteTable } from '../state';

const filters: Filterable<RouteTable> = {
  'route-table-id': ({ id }) => [id],
  'vpc-id': ({ vpcId }) => [vpcId],
  'association.subnet-id': ({ associations }) => [...associations.values()],
  'association.main': ({ isMain }) => [String(isMain)],
};

/** Tables of templates and the main ones; of their routes the local one, and what a hook put there. */
export const describeRouteTables = ec2Action({
  sets: ['routeTableIdSet', 'filterSet'],
  handle: (call, world) => {
    const { items, NextToken } = listed(world, call, {
      kind: 'routeTable',
      ids: 'RouteTableIds',
      all: ownOf(call, ec2Of(world).routeTables),
      filters,
    });
    return { RouteTables: items.map((one) => output(one, cidrOfVpc(world, one))), NextToken };
  },
});

function output(table: RouteTable, cidr = '') {
  const { id, vpcId, accountId, isMain, associations, routes, tags } = table;
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
      ...routes.map((one) => ({ ...one, Origin: 'CreateRoute', State: 'active' })),
    ],
    Tags: tagsOutput(tags),
  };
}

const cidrOfVpc = (world: World, { vpcId }: RouteTable) => ec2Of(world).vpcs.get(vpcId)?.cidr;

export const createRouteTable = ec2Action({
  resource: (call) => [
    arnOf(call, 'route-table', '*'),
    arnOf(call, 'vpc', String(call.input.VpcId)),
  ],
  made: (call, { RouteTable: made }) => [
    arnOf(call, 'route-table', (made as { readonly RouteTableId: string }).RouteTableId),
  ],
  handle: (call, world) => {
    const vpc = findVpc(world, call, requiredText(call.input, 'VpcId'));
    const table = makeTable(world, vpc, { tags: tagsFor(call, 'route-table') });
    return { RouteTable: output(table, vpc.cidr) };
  },
});

const onTable = (call: Call) => arnOf(call, 'route-table', String(call.input.RouteTableId));

function tableOfCall(call: Call, world: World): RouteTable {
  const id = requiredText(call.input, 'RouteTableId');
  const found = ownOf(call, ec2Of(world).routeTables).find((one) => one.id === id);
  if (found) return found;
  throw refuse.notFound('routeTable', id);
}

export const associateRouteTable = ec2Action({
  resource: (call) => [onTable(call), arnOf(call, 'subnet', String(call.input.SubnetId))],
  handle: (call, world) => {
    const table = tableOfCall(call, world);
    const subnet = findSubnet(world, call, requiredText(call.input, 'SubnetId'));
    const AssociationId = newId('rtbassoc');
    table.associations.set(AssociationId, subnet.id);
    return { AssociationId, AssociationState: { State: 'associated' } };
  },
});

export const disassociateRouteTable = ec2Action({
  resource: (call, world) => {
    const found = tableWith(call, world);
    return found ? [arnOf(call, 'route-table', found.id)] : '*';
  },
  made: () => [],
  handle: (call, world) => {
    const id = requiredText(call.input, 'AssociationId');
    if (tableWith(call, world)?.associations.delete(id)) return undefined;
    throw new Refusal('InvalidAssociationID.NotFound', `The association ID '${id}' does not exist`);
  },
});

const tableWith = (call: Call, world: World): RouteTable | undefined =>
  ownOf(call, ec2Of(world).routeTables).find(({ associations }) =>
    associations.has(String(call.input.AssociationId)),
  );

/** Not the main one, and not while a subnet is associated with it. Recorded on AWS for the latter. */
export const deleteRouteTable = ec2Action({
  resource: onTable,
  handle: (call, world) => {
    const { id, isMain, associations } = tableOfCall(call, world);
    if (isMain || associations.size > 0) {
      throw refuse.dependency(`The routeTable '${id}' has dependencies and cannot be deleted.`);
    }
    ec2Of(world).routeTables.delete(id);
    return undefined;
  },
});
