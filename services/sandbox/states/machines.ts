import { randomUUID } from 'node:crypto';
import { partitionOf } from '../core/partition';
import type { NamedPlace } from '../core/place';
import type { World } from '../core/service';
import type { Definition } from './language/definition';
import { isTree } from './language/path';
import { readDefinition } from './language/read-definition';
import { refuse } from './refusals';
import { forgetDeleted } from './run/end-execution';
import { type MachineSettings, type StateMachine, statesOf } from './state';
import { knownAction } from './tasks/call-service';
import { isPlain, resourceOf } from './tasks/resource';

interface NewMachine extends NamedPlace {
  readonly settings: MachineSettings;
  readonly tags: ReadonlyMap<string, string>;
}

export const machineArn = ({ region, accountId, name }: NamedPlace): string =>
  `arn:${partitionOf(region)}:states:${region}:${accountId}:stateMachine:${name}`;

/** Making the same machine again gives the one that is there, also with another role. [R] */
export function createMachine(world: World, wanted: NewMachine): StateMachine {
  const { accountId, region, name, settings, tags } = wanted;
  const arn = machineArn(wanted);
  const { machines } = statesOf(world);
  const known = machines.get(arn);
  if (known?.isDeleting) throw refuse.machineDeleting(arn);
  if (known !== undefined) {
    if (isSame(known.settings, settings)) return known;
    throw refuse.machineExists(arn);
  }
  const machine: StateMachine = {
    arn,
    name,
    accountId,
    region,
    createdAt: world.now(),
    tags: new Map(tags),
    settings,
    revisionId: undefined,
    isDeleting: false,
  };
  machines.set(arn, machine);
  return machine;
}

function isSame(one: MachineSettings, other: MachineSettings): boolean {
  const compared = ({ text, logging, tracing }: MachineSettings): string =>
    JSON.stringify([text, logging, tracing]);
  return compared(one) === compared(other);
}

/** From now on; what runs already goes on as it began. */
export function updateMachine(machine: StateMachine, changes: Partial<MachineSettings>): void {
  machine.settings = { ...machine.settings, ...changes };
  machine.revisionId = randomUUID();
}

/** What runs ends with its next step. Deleting what is gone is no error. [D] API_DeleteStateMachine */
export function deleteMachine(world: World, arn: string): void {
  const machine = statesOf(world).machines.get(arn);
  if (machine === undefined) return;
  machine.isDeleting = true;
  forgetDeleted(world, arn);
}

/** The definition as it is written; refuses what AWS refuses, and what cannot be run here. */
export function checkedDefinition(world: World, text: string): Definition {
  const read = readDefinition(text, (state) => resourceProblem(world, state));
  if ('definition' in read) return read.definition;
  throw refuse.definition(read.problems);
}

function resourceProblem(world: World, state: Readonly<Record<string, unknown>>) {
  const arn = String(state.Resource);
  const resource = resourceOf(arn);
  if (resource === undefined) {
    return /^arn:aws[a-z-]*:(?:states|lambda):/.test(arn)
      ? `sandbox: the resource ${arn} is not emulated`
      : `The resource provided ${arn} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`;
  }
  if (resource.kind === 'function' || resource.kind === 'invoke') return undefined;
  const { serviceId, action, kind } = resource;
  const known = knownAction(world, serviceId, action);
  if (known === undefined || !isPlain(known.service, known.action)) {
    return `sandbox: the resource ${arn} is not emulated, since ${serviceId}:${action} is not${known ? ' without XML' : ''}`;
  }
  const parameters = isTree(state.Parameters) ? state.Parameters : {};
  const small = Object.keys(parameters).find((name) => kind === 'sdk' && !/^[A-Z]/.test(name));
  return small && `The field "${small}" is not supported by Step Functions.`;
}
