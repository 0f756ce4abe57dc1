import { optionalText, texts } from '../../core/input';
import { ownOf } from '../../core/own-of';
import type { Call } from '../../core/service';
import { checkPassRole } from '../../iam/require-permission';
import { ec2Action } from '../action';
import { tagsFor } from '../conditions';
import { type Filterable, listed, tagsOutput } from '../describe';
import { findInterface, findSubnet, findVpc, requiredText } from '../find';
import { wrapped } from '../record';
import { arnOf, ec2Of, type FlowLog, newId } from '../state';

const finders = { VPC: findVpc, Subnet: findSubnet, NetworkInterface: findInterface } as const;
const kinds = { VPC: 'vpc', Subnet: 'subnet', NetworkInterface: 'network-interface' } as const;

type Kind = keyof typeof kinds;

const kindOf = ({ input }: Call): Kind =>
  input.ResourceType === 'Subnet' || input.ResourceType === 'NetworkInterface'
    ? input.ResourceType
    : 'VPC';

/** [D] flow-log-records */
const VERSION_2 =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status'
    .split(' ')
    .map((name) => `\${${name}}`)
    .join(' ');

/** It is only written down: nothing is logged. */
export const createFlowLogs = ec2Action({
  ...wrapped,
  resource: (call) => [
    arnOf(call, 'vpc-flow-log', '*'),
    ...texts(call.input, 'ResourceIds').map((id) => arnOf(call, kinds[kindOf(call)], id)),
  ],
  made: (call, { FlowLogIds }) =>
    (FlowLogIds as readonly string[]).map((id) => arnOf(call, 'vpc-flow-log', id)),
  handle: (call, world) => {
    const { accountId, region, input } = call;
    const roleArn = optionalText(input, 'DeliverLogsPermissionArn');
    if (roleArn !== undefined) {
      checkPassRole(world, call, { roleArn, toService: 'vpc-flow-logs.amazonaws.com' });
    }
    requiredText(input, 'ResourceType');
    const made = texts(input, 'ResourceIds').map(
      (id): FlowLog => ({
        id: newId('fl'),
        accountId,
        region,
        resourceId: finders[kindOf(call)](world, call, id).id,
        trafficType: optionalText(input, 'TrafficType') ?? 'ALL',
        destinationType: optionalText(input, 'LogDestinationType') ?? 'cloud-watch-logs',
        destination: optionalText(input, 'LogDestination'),
        logGroupName: optionalText(input, 'LogGroupName'),
        format: optionalText(input, 'LogFormat') ?? VERSION_2,
        maxSeconds: Number(input.MaxAggregationInterval ?? 600),
        roleArn,
        createdAt: world.now(),
        tags: new Map(tagsFor(call, 'vpc-flow-log')),
      }),
    );
    for (const one of made) ec2Of(world).flowLogs.set(one.id, one);
    return { FlowLogIds: made.map(({ id }) => id), Unsuccessful: [] };
  },
});

const filters: Filterable<FlowLog> = {
  'flow-log-id': ({ id }) => [id],
  'log-destination-type': ({ destinationType }) => [destinationType],
  'log-group-name': ({ logGroupName }) => [logGroupName],
  'resource-id': ({ resourceId }) => [resourceId],
  'traffic-type': ({ trafficType }) => [trafficType],
};

/** The one Describe whose filters are called `Filter` in the API, too. */
export const describeFlowLogs = ec2Action({
  ...wrapped,
  handle: (call, world) => {
    const { Filter, ...rest } = call.input;
    const asked = { ...call, input: Filter === undefined ? rest : { ...rest, Filters: Filter } };
    const { items, NextToken } = listed(world, asked, {
      kind: 'flowLog',
      ids: 'FlowLogIds',
      all: ownOf(call, ec2Of(world).flowLogs),
      filters,
    });
    return { FlowLogs: items.map(output), NextToken };
  },
});

const output = (one: FlowLog) => ({
  FlowLogId: one.id,
  FlowLogStatus: 'ACTIVE',
  ResourceId: one.resourceId,
  TrafficType: one.trafficType,
  LogDestinationType: one.destinationType,
  LogDestination: one.destination,
  LogGroupName: one.logGroupName,
  DeliverLogsPermissionArn: one.roleArn,
  DeliverLogsStatus: 'SUCCESS',
  LogFormat: one.format,
  MaxAggregationInterval: one.maxSeconds,
  CreationTime: one.createdAt,
  Tags: tagsOutput(one.tags),
});
