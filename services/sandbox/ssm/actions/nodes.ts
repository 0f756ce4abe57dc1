import { type Input, inputs, optionalNumber, texts } from '../../core/input';
import { pageAt } from '../../core/page';
import type { Action, Call, World } from '../../core/service';
import { machineOf } from '../../ec2/machine';
import { roleOfInstance } from '../../ec2/profiles';
import type { Instance } from '../../ec2/state';
import { computerName, connectedMachine, managedNodes, nodeArn, resourceTags } from '../nodes';
import { refuse, required } from '../refusals';

const keys = ['InstanceIds', 'PingStatus', 'PlatformTypes', 'IamRole', 'ResourceType', 'SourceIds'];

interface Filter {
  readonly key: string;
  readonly values: readonly string[];
}

/** All running instances; an agent that stopped is told by GetConnectionStatus, and not here. Recorded. */
export const describeInstanceInformation: Action = {
  handle: (call, world) => {
    const filters = filtersOf(call);
    const size = optionalNumber(call.input, 'MaxResults') ?? 10;
    if (size < 5) {
      throw refuse.validation(
        "1 validation error detected: Value at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 5",
      );
    }
    const found = managedNodes(world, call).filter((node) =>
      filters.every(({ key, values }) => matches(world, node, key, values)),
    );
    const { items, next } = pageAt(found, {
      token: call.input.NextToken,
      size,
      invalid: refuse.token,
    });
    return {
      InstanceInformationList: items.map((node) => information(world, node)),
      NextToken: next,
    };
  },
};

function filtersOf({ input }: Call): readonly Filter[] {
  const fresh = inputs(input, 'Filters').map(filterOf('Key', 'Values'));
  const legacy = inputs(input, 'InstanceInformationFilterList').map(filterOf('key', 'valueSet'));
  for (const [index, { values }] of fresh.entries()) {
    if (values.length > 0) continue;
    throw refuse.validation(
      `1 validation error detected: Value at 'filters.${index + 1}.member.values' failed to satisfy constraint: Member must have length greater than or equal to 1`,
    );
  }
  if (fresh.length > 0 && legacy.length > 0) {
    throw refuse.validation('Cannot use both legacy and new filter simultaneously.');
  }
  const all = [...fresh, ...legacy];
  const isOfTag = ({ key }: Filter) => key.startsWith('tag:') || key === 'tag-key';
  if (all.length > 1 && all.some(isOfTag) && !all.every(isOfTag)) {
    throw refuse.validation('Cannot mix tag or inventory filter with any other filter.');
  }
  const unknown = all.find((one) => !isOfTag(one) && !keys.includes(one.key));
  if (unknown) throw refuse.validation(`${unknown.key} filter Key is invalid.`);
  return all;
}

const filterOf =
  (key: string, values: string) =>
  (filter: Input): Filter => ({ key: String(filter[key]), values: texts(filter, values) });

function matches(world: World, { id, tags }: Instance, key: string, values: readonly string[]) {
  if (key === 'tag-key') return values.some((value) => tags.has(value));
  if (key.startsWith('tag:')) return values.includes(tags.get(key.slice(4)) ?? '');
  const actual: Readonly<Record<string, string | undefined>> = {
    InstanceIds: id,
    SourceIds: id,
    PingStatus: 'Online',
    PlatformTypes: 'Linux',
    ResourceType: 'EC2Instance',
    IamRole: roleOfInstance(world, id)?.name,
  };
  return values.includes(actual[key] ?? '');
}

function information(world: World, { id }: Instance) {
  const machine = machineOf(world, id);
  return {
    InstanceId: id,
    PingStatus: 'Online',
    LastPingDateTime: world.now(),
    AgentVersion: '3.3.5226.0',
    IsLatestVersion: true,
    PlatformType: 'Linux',
    PlatformName: 'Amazon Linux',
    PlatformVersion: '2023',
    ResourceType: 'EC2Instance',
    IPAddress: machine.address,
    ComputerName: computerName(machine),
    SourceId: id,
    SourceType: 'AWS::EC2::Instance',
  };
}

export const getConnectionStatus: Action = {
  resource: (call) => nodeArn(call, required(call.input, 'Target')),
  conditionsOf: resourceTags,
  handle: (call, world) => {
    const target = required(call.input, 'Target');
    const isConnected = connectedMachine(world, call, target) !== undefined;
    return { Target: target, Status: isConnected ? 'connected' : 'notconnected' };
  },
};
