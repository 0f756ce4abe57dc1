import type { World } from '../../core/service';
import { fileOf, type Machine } from '../../ec2/machine';
import { roleOfInstance } from '../../ec2/profiles';
import { roleCredentials } from '../../ec2/role-credentials';
import { callService } from '../../states/tasks/call-service';
import type { CommandContent, Step } from '../documents/content';
import { connectedMachine } from '../nodes';
import type { Command, Invocation, Plugin } from './command';
import { outputFolder } from './describe-command';
import { linesOf, textOf, type Values, variablesOf } from './fill-in';
import { runScript, type ScriptResult } from './run-script';

export interface Work {
  readonly command: Command;
  readonly invocation: Invocation;
  readonly content: CommandContent;
  readonly values: Values;
}

/** On the machine, as soon as its agent is there; given up when the command expires. */
export async function runInvocation(world: World, work: Work): Promise<void> {
  const { command, invocation } = work;
  const machine = await delivered(world, work);
  if (machine === undefined) return;
  const steps = work.content.steps;
  for (const [index, plugin] of invocation.plugins.entries()) {
    const step = steps[index];
    if (step === undefined) continue;
    if (invocation.cancelled.signal.aborted) end(world, plugin, 'Cancelled');
    else if (step.isForOthers) end(world, plugin, 'Success');
    else await runStep(world, { ...work, machine, step, plugin });
    await keepOutput(world, command, invocation, plugin);
  }
}

/** How often a machine that cannot be reached is tried, by the world's clock. */
const TRY_MS = 1000;

/** Undefined when the command expired or was cancelled before. */
async function delivered(
  world: World,
  { command, invocation }: Work,
): Promise<Machine | undefined> {
  for (;;) {
    const machine = connectedMachine(world, command, invocation.instanceId);
    if (machine) return machine;
    const isExpired = world.now() >= command.expiresAt;
    if (isExpired || invocation.cancelled.signal.aborted) {
      for (const plugin of invocation.plugins) {
        plugin.status = isExpired ? 'TimedOut' : 'Cancelled';
        plugin.details = isExpired ? 'DeliveryTimedOut' : 'Cancelled';
      }
      return undefined;
    }
    for (const plugin of invocation.plugins) plugin.details = 'Delayed';
    await new Promise<void>((resolve) => void world.clock.after(TRY_MS, resolve));
  }
}

interface Run extends Work {
  readonly machine: Machine;
  readonly step: Step;
  readonly plugin: Plugin;
}

async function runStep(world: World, run: Run): Promise<void> {
  const { command, invocation, content, values, machine, step, plugin } = run;
  plugin.status = 'InProgress';
  plugin.details = 'InProgress';
  plugin.startedAt = world.now();
  const folder = textOf(String(step.inputs.workingDirectory ?? ''), content, values);
  const result = await runScript(world, {
    lines: linesOf(step.inputs.runCommand, content, values),
    machine,
    folder: folder === '' ? undefined : fileOf(machine, folder),
    environment: {
      AWS_SSM_INSTANCE_ID: invocation.instanceId,
      AWS_SSM_REGION_NAME: command.region,
      ...variablesOf(content, values),
    },
    timeoutSeconds: timeoutOf(step, content, values),
    cancelled: invocation.cancelled.signal,
  });
  note(world, plugin, result);
}

/** Below five seconds, and what is no number: an hour. Recorded. */
function timeoutOf({ inputs }: Step, content: CommandContent, values: Values): number {
  const seconds = Number(textOf(String(inputs.timeoutSeconds ?? ''), content, values));
  return seconds >= 5 ? seconds : 3600;
}

function note(
  world: World,
  plugin: Plugin,
  { ended, exitCode, stdout, stderr }: ScriptResult,
): void {
  plugin.stdout = stdout;
  plugin.stderr = stderr;
  plugin.responseCode = exitCode;
  if (ended === 'timed-out') end(world, plugin, 'TimedOut', 'ExecutionTimedOut');
  else if (ended === 'cancelled') end(world, plugin, 'Cancelled');
  else if (exitCode === 0) end(world, plugin, 'Success');
  else {
    plugin.stderr += `failed to run commands: exit status ${exitCode}`;
    end(world, plugin, 'Failed');
  }
}

function end(
  world: World,
  plugin: Plugin,
  status: Plugin['status'],
  details: string = status,
): void {
  plugin.status = status;
  plugin.details = details;
  plugin.endedAt = world.now();
  if (status === 'Success') plugin.responseCode = 0;
}

/** The agent puts the whole output, as the instance's role; what it may not put is not there. */
async function keepOutput(
  world: World,
  command: Command,
  { instanceId }: Invocation,
  plugin: Plugin,
): Promise<void> {
  const bucket = world.s3.buckets.get(command.outputBucket);
  if (bucket === undefined || roleOfInstance(world, instanceId) === undefined) return;
  const { accessKeyId } = roleCredentials(world, instanceId);
  const principal = world.iam.accessKeys.get(accessKeyId)?.principal;
  if (principal === undefined) return;
  for (const name of ['stdout', 'stderr'] as const) {
    if (plugin[name] === '') continue;
    await callService(world, {
      serviceId: 's3',
      action: 'PutObject',
      principal,
      region: bucket.region,
      input: {
        Bucket: bucket.name,
        Key: `${outputFolder(command, instanceId, plugin)}/${name}`,
        Body: plugin[name],
      },
    });
  }
}
