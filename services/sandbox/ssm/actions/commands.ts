import { optionalText, texts } from '../../core/input';
import { ownOf } from '../../core/own-of';
import { pageAt } from '../../core/page';
import type { Action, Call, World } from '../../core/service';
import { type Command, commands, isOver } from '../commands/command';
import { describeCommand, describeInvocation, describeStep } from '../commands/describe-command';
import { refuse, required } from '../refusals';

/** Of all there are, or of one. */
function asked(call: Call, world: World): readonly Command[] {
  const { CommandId: id } = call.input;
  return ownOf(call, commands(world))
    .filter((command) => id === undefined || command.id === id)
    .reverse();
}

const page = <T>({ input }: Call, all: readonly T[]) =>
  pageAt(all, {
    token: input.NextToken,
    size: Number(input.MaxResults ?? 50),
    invalid: refuse.token,
  });

export const listCommands: Action = {
  handle: (call, world) => {
    const { InstanceId: instanceId } = call.input;
    const found = asked(call, world).filter(
      ({ invocations }) => instanceId === undefined || invocations.has(String(instanceId)),
    );
    const { items, next } = page(call, found);
    return { Commands: items.map((command) => describeCommand(command)), NextToken: next };
  },
};

export const listCommandInvocations: Action = {
  handle: (call, world) => {
    const { InstanceId: instanceId, Details } = call.input;
    const found = asked(call, world).flatMap((command) =>
      [...command.invocations.values()]
        .filter((one) => instanceId === undefined || one.instanceId === instanceId)
        .map((one) => describeInvocation(command, one, Details === true)),
    );
    const { items, next } = page(call, found);
    return { CommandInvocations: items, NextToken: next };
  },
};

/** Of a document with several steps, the step has to be named. [D] */
export const getCommandInvocation: Action = {
  handle: (call, world) => {
    const [commandId, instanceId] = [
      required(call.input, 'CommandId'),
      required(call.input, 'InstanceId'),
    ];
    const [command] = asked(call, world);
    const invocation = command?.invocations.get(instanceId);
    if (!command || !invocation) throw refuse.noInvocation(commandId, instanceId);
    const name = optionalText(call.input, 'PluginName');
    const [first, second] = invocation.plugins;
    const plugin = name === undefined ? first : invocation.plugins.find((one) => one.name === name);
    if (plugin === undefined || (name === undefined && second)) throw refuse.pluginName();
    return describeStep(command, invocation, plugin);
  },
};

/** What is over stays as it is. */
export const cancelCommand: Action = {
  handle: (call, world) => {
    const [command] = asked(call, world);
    if (command === undefined) throw refuse.noCommand(required(call.input, 'CommandId'));
    const ids = texts(call.input, 'InstanceIds');
    for (const invocation of command.invocations.values()) {
      const isMeant = ids.length === 0 || ids.includes(invocation.instanceId);
      if (isMeant && !isOver(invocation)) invocation.cancelled.abort();
    }
  },
};
