import { isDeepStrictEqual } from 'node:util';
import { optionalText, tagsOf, texts } from '../../core/input';
import { actionsOn } from '../../core/make-action';
import { ownOf } from '../../core/own-of';
import { partitionOf } from '../../core/partition';
import { recordedQuery } from '../../core/recorded-query';
import type { Action, Call } from '../../core/service';
import { groupOfCall, numberOf, onGroup, refuse, requiredText } from '../group-of-call';
import {
  createTargetGroup,
  type TargetGroup,
  type TargetGroupSettings,
  targetGroups,
} from '../state';

/** The same once more gives the group that is there. */
export const createTargetGroupAction: Action = {
  resource: ({ region, accountId, input }) =>
    `arn:${partitionOf(region)}:elasticloadbalancing:${region}:${accountId}:targetgroup/${optionalText(input, 'Name') ?? ''}/*`,
  record: ({ input }, output) => ({
    requestParameters: recordedQuery(input),
    responseElements: output ? recordedQuery(output) : null,
  }),
  handle: (call, world) => {
    const { accountId, region } = call;
    const name = requiredText(call.input, 'Name');
    const wanted = settingsOf(call);
    const known = ownOf(call, targetGroups(world)).find((one) => one.name === name);
    if (known && !isSame(known, wanted)) throw refuse.nameTaken(name);
    const tags = tagsOf(call.input);
    const group = known ?? createTargetGroup(world, { accountId, region, name, ...wanted, tags });
    return { TargetGroups: [describe(group)] };
  },
};

type Wanted = Omit<TargetGroupSettings, 'loadBalancerArns'>;

function settingsOf({ input }: Call): Wanted {
  return {
    protocol: optionalText(input, 'Protocol'),
    port: numberOf(input, 'Port'),
    vpcId: optionalText(input, 'VpcId'),
    targetType: optionalText(input, 'TargetType') ?? 'instance',
    healthCheckPath: optionalText(input, 'HealthCheckPath') ?? '/',
    healthCheckPort: optionalText(input, 'HealthCheckPort') ?? 'traffic-port',
  };
}

function isSame(known: TargetGroup, { protocol = 'HTTP', port = 80, ...rest }: Wanted): boolean {
  const wanted: Readonly<Record<string, unknown>> = { protocol, port, ...rest };
  const names = Object.keys(wanted) as (keyof Wanted)[];
  return isDeepStrictEqual(Object.fromEntries(names.map((name) => [name, known[name]])), wanted);
}

function describe(group: TargetGroup) {
  return {
    TargetGroupArn: group.arn,
    TargetGroupName: group.name,
    Protocol: group.protocol,
    Port: group.port,
    VpcId: group.vpcId,
    HealthCheckProtocol: group.protocol,
    HealthCheckPort: group.healthCheckPort,
    HealthCheckEnabled: true,
    HealthCheckIntervalSeconds: 30,
    HealthCheckTimeoutSeconds: 5,
    HealthyThresholdCount: 5,
    UnhealthyThresholdCount: 2,
    HealthCheckPath: group.healthCheckPath,
    Matcher: { HttpCode: '200' },
    LoadBalancerArns: group.loadBalancerArns,
    TargetType: group.targetType,
    ProtocolVersion: 'HTTP1',
    IpAddressType: 'ipv4',
  };
}

/** All, those of a load balancer, or those that are named; one page. */
export const describeTargetGroups: Action = {
  handle: (call, world) => {
    const { input } = call;
    const [arns, names] = [texts(input, 'TargetGroupArns'), texts(input, 'Names')];
    const balancer = optionalText(input, 'LoadBalancerArn');
    const own = ownOf(call, targetGroups(world));
    const found = own.filter(
      ({ arn, name, loadBalancerArns }) =>
        (arns.length === 0 || arns.includes(arn)) &&
        (names.length === 0 || names.includes(name)) &&
        (balancer === undefined || loadBalancerArns.includes(balancer)),
    );
    if (found.length < Math.max(arns.length, names.length)) throw refuse.notFound();
    return { TargetGroups: found.map(describe) };
  },
};

const ofGroup = actionsOn(onGroup, groupOfCall);

export const describeTags: Action = {
  handle: (call, world) => ({
    TagDescriptions: texts(call.input, 'ResourceArns').map((arn) => {
      const { tags } = groupOfCall({ ...call, input: { TargetGroupArn: arn } }, world);
      return { ResourceArn: arn, Tags: [...tags].map(([Key, Value]) => ({ Key, Value })) };
    }),
  }),
};

export const describeTargetGroupAttributes = ofGroup({ resource: () => '*' }, () => ({
  Attributes: [
    { Key: 'deregistration_delay.timeout_seconds', Value: '300' },
    { Key: 'stickiness.enabled', Value: 'false' },
    { Key: 'slow_start.duration_seconds', Value: '0' },
    { Key: 'load_balancing.algorithm.type', Value: 'round_robin' },
  ],
}));

/** One that is not there is no error. */
export const deleteTargetGroup: Action = {
  ...onGroup,
  handle: ({ accountId, input }, world) => {
    const arn = requiredText(input, 'TargetGroupArn');
    if (targetGroups(world).get(arn)?.accountId === accountId) targetGroups(world).delete(arn);
  },
};
