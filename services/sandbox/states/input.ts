import { optionalNumber, optionalText } from '../core/input';
import { pageAt } from '../core/page';
import type { Action, Call, World } from '../core/service';
import { refuse } from './refusals';
import { type Execution, type StateMachine, statesOf } from './state';

export function requiredText({ input }: Call, name: string): string {
  const value = optionalText(input, name);
  if (value === undefined) {
    throw refuse.validation(
      `Value at '${name}' failed to satisfy constraint: Member must not be null`,
    );
  }
  if (value === '' && name !== 'output') {
    throw refuse.validation(
      `Value '' at '${name}' failed to satisfy constraint: Member must have length greater than or equal to 1`,
    );
  }
  return value;
}

const part = {
  stateMachineArn: 'stateMachine',
  executionArn: 'execution',
  resourceArn: 'stateMachine',
} as const;

/** Refuses what is no ARN of this kind. Versions and aliases are none that is known here. */
export function arnOf(call: Call, member: keyof typeof part): string {
  const arn = requiredText(call, member);
  const form = new RegExp(
    `^arn:aws[a-z-]*:states:[\\w-]+:\\d{12}:${part[member]}:[^:]+(?::[^:]+)?$`,
  );
  if (!form.test(arn)) throw refuse.arn(`Invalid ARN prefix: ${arn}`);
  return arn;
}

/** Machines of other accounts are out of reach: they cannot have a policy that lets anyone in. */
export const machineParts = {
  resource: (call: Call) => arnOf(call, 'stateMachineArn'),
  resourcePolicy: (call: Call) => ({
    ownerAccountId: arnOf(call, 'stateMachineArn').split(':')[4] ?? '',
  }),
} as const satisfies Partial<Action>;

/** One that is gone, or another Region's, does not exist. */
export function machineOfCall(call: Call, world: World): StateMachine {
  const arn = arnOf(call, 'stateMachineArn');
  const machine = statesOf(world).machines.get(arn);
  if (machine === undefined || machine.region !== call.region) throw refuse.noMachine(arn);
  return machine;
}

export function executionOfCall(call: Call, world: World): Execution {
  const arn = arnOf(call, 'executionArn');
  const execution = statesOf(world).executions.get(arn);
  if (execution === undefined || execution.region !== call.region) throw refuse.noExecution(arn);
  return execution;
}

/** [D] API_StartExecution: letters, digits and most others, up to eighty. */
export function checkName(name: string): string {
  if (/^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u.test(name)) return name;
  throw refuse.name(name);
}

export function pageOf<T>({ input }: Call, all: readonly T[]) {
  const { items, next: nextToken } = pageAt(all, {
    token: input.nextToken,
    size: optionalNumber(input, 'maxResults') || 100,
    invalid: refuse.token,
  });
  return { items, nextToken };
}
