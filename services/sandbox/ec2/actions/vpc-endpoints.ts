import { optionalText, texts } from '../../core/input';
import { ownOf } from '../../core/own-of';
import { type Call, Refusal, type World } from '../../core/service';
import { ec2Action } from '../action';
import { tagsFor } from '../conditions';
import { type Filterable, listed, tagsOutput } from '../describe';
import { createEndpoint, deleteEndpoint } from '../endpoints';
import { findGroup, findSubnet, findVpc, isTrue, requiredText } from '../find';
import { groupsOutput } from '../instance-output';
import { wrapped } from '../record';
import { arnOf, ec2Of, type VpcEndpoint } from '../state';

export const createVpcEndpoint = ec2Action({
  ...wrapped,
  resource: (call) => [
    arnOf(call, 'vpc-endpoint', '*'),
    arnOf(call, 'vpc', String(call.input.VpcId)),
    ...texts(call.input, 'SubnetIds').map((id) => arnOf(call, 'subnet', id)),
    ...texts(call.input, 'SecurityGroupIds').map((id) => arnOf(call, 'security-group', id)),
    ...texts(call.input, 'RouteTableIds').map((id) => arnOf(call, 'route-table', id)),
  ],
  made: (call, { VpcEndpoint: one }) => [
    arnOf(call, 'vpc-endpoint', (one as { readonly VpcEndpointId: string }).VpcEndpointId),
  ],
  handle: (call, world) => {
    const { input } = call;
    const vpc = findVpc(world, call, requiredText(input, 'VpcId'));
    const serviceName = requiredText(input, 'ServiceName');
    if (!serviceName.startsWith(`com.amazonaws.${call.region}.`)) {
      throw new Refusal(
        'InvalidServiceName',
        `The Vpc Endpoint Service '${serviceName}' does not exist`,
      );
    }
    const made = createEndpoint(world, vpc, {
      serviceName,
      type: optionalText(input, 'VpcEndpointType') ?? 'Gateway',
      policy: optionalText(input, 'PolicyDocument'),
      subnetIds: texts(input, 'SubnetIds').map((id) => findSubnet(world, call, id).id),
      groupIds: texts(input, 'SecurityGroupIds').map((id) => findGroup(world, call, id).id),
      routeTableIds: texts(input, 'RouteTableIds'),
      privateDns: input.PrivateDnsEnabled === undefined || isTrue(input, 'PrivateDnsEnabled'),
      tags: tagsFor(call, 'vpc-endpoint'),
    });
    return { VpcEndpoint: { ...output(world, made), State: 'pending' } };
  },
});

function dnsEntries({ id, type, serviceName, region }: VpcEndpoint) {
  const name = serviceName.split('.').at(-1);
  const DnsName = `${id}.${name}.${region}.vpce.amazonaws.com`;
  return type === 'Interface' ? [{ DnsName, HostedZoneId: 'Z7HUB22UULQXV' }] : [];
}

const output = (world: World, one: VpcEndpoint) => ({
  VpcEndpointId: one.id,
  VpcEndpointType: one.type,
  VpcId: one.vpcId,
  ServiceName: one.serviceName,
  State: 'available',
  PolicyDocument: one.policy,
  RouteTableIds: one.routeTableIds,
  SubnetIds: one.subnetIds,
  Groups: groupsOutput(world, one.groupIds),
  PrivateDnsEnabled: one.type === 'Interface' && one.privateDns,
  RequesterManaged: false,
  NetworkInterfaceIds: one.interfaceIds,
  DnsEntries: dnsEntries(one),
  CreationTimestamp: one.createdAt,
  Tags: tagsOutput(one.tags),
  OwnerId: one.accountId,
});

const filters: Filterable<VpcEndpoint> = {
  'vpc-endpoint-id': ({ id }) => [id],
  'vpc-id': ({ vpcId }) => [vpcId],
  'service-name': ({ serviceName }) => [serviceName],
  'vpc-endpoint-type': ({ type }) => [type],
  'vpc-endpoint-state': () => ['available'],
};

export const describeVpcEndpoints = ec2Action({
  ...wrapped,
  handle: (call, world) => {
    const { items, NextToken } = listed(world, call, {
      kind: 'endpoint',
      ids: 'VpcEndpointIds',
      all: ownOf(call, ec2Of(world).endpoints),
      filters,
    });
    return { VpcEndpoints: items.map((one) => output(world, one)), NextToken };
  },
});

/** Those that are not there are told, and do not stop the others. [D] API_DeleteVpcEndpoints */
export const deleteVpcEndpoints = ec2Action({
  ...wrapped,
  resource: (call: Call) =>
    texts(call.input, 'VpcEndpointIds').map((id) => arnOf(call, 'vpc-endpoint', id)),
  handle: (call, world) => ({
    Unsuccessful: texts(call.input, 'VpcEndpointIds').flatMap((ResourceId) => {
      const found = ownOf(call, ec2Of(world).endpoints).find(({ id }) => id === ResourceId);
      if (found) {
        deleteEndpoint(world, found);
        return [];
      }
      const Code = 'InvalidVpcEndpoint.NotFound';
      const Message = `The Vpc Endpoint Id '${ResourceId}' does not exist`;
      return [{ ResourceId, Error: { Code, Message } }];
    }),
  }),
});
