import type { CallEntry, Feed } from '../../services/sandbox';
import { stepCalls } from '../../shared/domain/step';

/** The steps of the responder in the guarded accounts during the act, one line for each. */
export async function stepsDuring(
  feed: Feed,
  act: () => Promise<void>,
): Promise<readonly string[]> {
  const lines: string[] = [];
  const stop = feed.watch((entry) => {
    if (entry.kind === 'call' && isStep(entry)) lines.push(lineOf(entry));
  });
  await act();
  stop();
  return lines;
}

/** Resolves once a step was answered, or after `withinMs`, when there may be none to come. */
export function nextStep(feed: Feed, withinMs = 200): Promise<void> {
  return new Promise((resolve) => {
    const stop = feed.watch((entry) => {
      if (entry.kind === 'call' && isStep(entry)) done();
    });
    const late = setTimeout(done, withinMs);
    function done(): void {
      clearTimeout(late);
      stop();
      resolve();
    }
  });
}

const steps: ReadonlySet<string> = new Set(stepCalls);

const isStep = ({ service, action, principalArn }: CallEntry): boolean =>
  steps.has(`${service}:${action}`) &&
  /assumed-role\/trailwarden-(guard|spare|responder)\//.test(principalArn);

const lineOf = ({ service, action, accountId, input, errorCode = 'done' }: CallEntry): string =>
  `${service}:${action} in ${accountId}: ${JSON.stringify(input)} ${errorCode}`;
