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

/** Whether functions run, but for so many that a test keeps back, or scripts on machines. */
export function isAtWork(world: World, held: number): boolean {
  const { environments, functions } = hooks.lambda.state(world);
  const working = [...environments.values()].filter(({ current }) => current !== undefined);
  const waiting = [...functions.values()].filter((one) => one.waiting.length > 0);
  return working.length + waiting.length > held || isScriptRunning(world);
}

const isScriptRunning = (world: World): boolean =>
  [...hooks.ssm.commands(world).values()].some(({ invocations }) =>
    [...invocations.values()].some(({ plugins }) =>
      plugins.some(({ status }) => status === 'InProgress'),
    ),
  );
