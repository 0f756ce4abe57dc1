import type { Call } from '../../core/call';
import type { Action } from '../../core/service';
import { groupArn } from '../find-group';
import { groupOutput } from '../group-output';
import { type Input, optionalText } from '../input';
import { pageOf } from '../page';
import { refuse } from '../refusals';
import type { LogGroup } from '../state';

export const describeLogGroups: Action = {
  readOnly: true,
  resource: (call) => `${groupArn({ ...call, name: '' })}:log-stream:`,
  handle: (call, world) => {
    const { input } = call;
    if (input.logGroupNamePrefix !== undefined && input.logGroupNamePattern !== undefined) {
      throw refuse.invalidParameter(
        'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
      );
    }
    const found = [...world.logs.groups.values()].filter(
      (group) => isOwn(call, group) && isAskedFor(input, group),
    );
    const { items, rest } = pageOf(input, found, ({ name }) => name);
    return { logGroups: items.map(groupOutput), ...rest };
  },
};

function isOwn({ accountId, region }: Call, group: LogGroup): boolean {
  return group.accountId === accountId && group.region === region;
}

function isAskedFor(input: Input, group: LogGroup): boolean {
  const pattern = optionalText(input, 'logGroupNamePattern')?.toLowerCase() ?? '';
  const logGroupClass = optionalText(input, 'logGroupClass') ?? group.logGroupClass;
  const { logGroupIdentifiers: identifiers } = input;
  return (
    group.name.startsWith(optionalText(input, 'logGroupNamePrefix') ?? '') &&
    group.name.toLowerCase().includes(pattern) &&
    group.logGroupClass === logGroupClass &&
    (!Array.isArray(identifiers) || [group.name, group.arn].some((id) => identifiers.includes(id)))
  );
}
