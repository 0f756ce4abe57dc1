import { hooks, type World } from '../../../services/sandbox';

/** The longest pause before a retry. People's deadlines are longer: a test moves on to them itself. */
const LONGEST_PAUSE_MS = 61_000;

/**
 * Moves the world's clock on to the next retry, where nothing is at work. So retries take no time, and a machine that is
 * busy with other things lets no deadline pass. False where nothing but people and their deadlines is waited for.
 */
export function letTimePass({ clock }: World): boolean {
  const next = clock.nextInMs();
  if (next === undefined || next > LONGEST_PAUSE_MS) return false;
  clock.advance(next);
  return true;
}

/** A process of the function. */
export type Process = ReturnType<typeof atWork>[number];

/** Those that work on something just now. */
export const atWork = (world: World) =>
  [...hooks.lambda.state(world).environments.values()].filter(
    ({ current }) => current !== undefined,
  );

/** Whether a function runs that is not kept back by a test, or a script on a machine. */
export function isBusy(world: World, held: ReadonlySet<Process>): boolean {
  const functions = [...hooks.lambda.state(world).functions.values()];
  return (
    functions.some(({ waiting }) => waiting.length > 0) ||
    atWork(world).some((one) => !held.has(one)) ||
    isScriptRunning(world)
  );
}

const isScriptRunning = (world: World): boolean =>
  [...hooks.ssm.commands(world).values()].some(({ invocations }) =>
    [...invocations.values()].some(({ plugins }) =>
      plugins.some(({ status }) => status === 'InProgress'),
    ),
  );
