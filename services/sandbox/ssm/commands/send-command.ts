import { randomUUID } from 'node:crypto';
import type { Place } from '../../core/place';
import { NotEmulated, type World } from '../../core/service';
import { machineOf } from '../../ec2/machine';
import type { Instance } from '../../ec2/state';
import { type CommandContent, readCommandContent } from '../documents/content';
import type { DocumentVersion } from '../documents/document';
import { computerName } from '../nodes';
import { type Command, commands, type Invocation, type Plugin } from './command';
import { textOf, valuesOf } from './fill-in';
import { runInvocation } from './run-invocation';

type Settled = 'id' | 'requestedAt' | 'expiresAt' | 'invocations';

export interface NewCommand extends Omit<Command, Settled>, Place {
  readonly version: DocumentVersion;
  readonly nodes: readonly Instance[];
}

/** Begins at once on every machine, and does not wait for the end. */
export function sendCommand(world: World, wanted: NewCommand): Command {
  const { version, nodes, ...rest } = wanted;
  const content = readCommandContent(version.content, version.format);
  const values = valuesOf(content, wanted.parameters);
  checkPlugins(content);
  const requestedAt = world.now();
  const seconds = wanted.timeoutSeconds + executionSeconds(content, wanted.parameters);
  const command: Command = {
    ...rest,
    id: randomUUID(),
    requestedAt,
    expiresAt: new Date(requestedAt.getTime() + seconds * 1000),
    invocations: new Map(nodes.map((node) => [node.id, invocationOn(world, node, content)])),
  };
  commands(world).set(command.id, command);
  for (const invocation of command.invocations.values()) {
    void runInvocation(world, { command, invocation, content, values });
  }
  return command;
}

function checkPlugins({ steps }: CommandContent): void {
  const other = steps.find((one) => one.action !== 'aws:runShellScript' && !one.isForOthers);
  if (other === undefined) return;
  throw new NotEmulated(
    `sandbox: the plugin ${other.action} is not emulated, only aws:runShellScript; add it in services/sandbox/ssm/commands/run-invocation.ts`,
  );
}

/** Recorded: parameters count only when they were sent, whatever their default is; without, an hour a step. */
function executionSeconds(content: CommandContent, given: Command['parameters']): number {
  const sent = new Map(Object.entries(given).map(([name, [value]]) => [name, value]));
  return content.steps
    .map(({ inputs }) => Number(textOf(String(inputs.timeoutSeconds ?? ''), content, sent)))
    .map((seconds) => (seconds > 0 ? seconds : 3600))
    .reduce((sum, seconds) => sum + seconds, 0);
}

function invocationOn(world: World, { id }: Instance, { steps }: CommandContent): Invocation {
  return {
    instanceId: id,
    instanceName: computerName(machineOf(world, id)),
    plugins: steps.map(
      ({ name }): Plugin => ({
        name,
        status: 'Pending',
        details: 'Pending',
        responseCode: -1,
        startedAt: undefined,
        endedAt: undefined,
        stdout: '',
        stderr: '',
      }),
    ),
    cancelled: new AbortController(),
  };
}
