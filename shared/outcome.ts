import type { BlindWindow } from './domain/blind-window';
import { clockTime } from './domain/blind-window';
import type { Decision } from './domain/decision';
import type { Finding } from './domain/finding';
import type { Memory } from './domain/memory';
import type { Observation } from './domain/observation';
import { describeObstacle } from './domain/obstacle';
import type { RestorationOutcome, TakenStep } from './domain/restoration';
import type { Step } from './domain/step';

export interface Look {
  readonly observation: Observation;
  readonly decision: Decision;
}

export const stepsOf = ({ decision }: Look): readonly Step[] =>
  decision.kind === 'restore' ? decision.steps : [];

export const findingsOf = ({ decision }: Look): readonly Finding[] =>
  'findings' in decision ? decision.findings : [];

export function outcomeOf(
  first: Look,
  last: Look,
  taken: readonly TakenStep[],
): RestorationOutcome {
  if (stepsOf(last).length > 0) return 'failed';
  if (last.decision.kind === 'escalate') return 'escalated';
  const tampered = findingsOf(first).length > 0 || findingsOf(last).length > 0;
  return tampered && taken.some((step) => mended(step, last)) ? 'restored' : 'unchanged';
}

/**
 * Ours, or did someone start it again before us? AWS's clock and ours may differ a little; a start
 * well before our step was not ours.
 */
function mended(step: TakenStep, { observation }: Look): boolean {
  if (step.obstacle) return false;
  const startedAt = observation.kind === 'present' && observation.state.status.startedAt;
  return !startedAt || Date.parse(startedAt.at) >= Date.parse(step.sentAt) - CLOCK_SKEW_MS;
}

const CLOCK_SKEW_MS = 5_000;

/** The window of the findings; closed by our own clock where the status could not say when it ended. */
export function windowOf(
  first: Look,
  last: Look,
  taken: readonly TakenStep[],
): BlindWindow | undefined {
  const seen = windowIn(last) ?? windowIn(first);
  if (!seen || seen.to || stepsOf(last).length > 0) return seen;
  const answered = taken.findLast((step) => !step.obstacle)?.answeredAt;
  return answered ? { ...seen, to: clockTime(answered) } : seen;
}

const windowIn = (look: Look): BlindWindow | undefined =>
  findingsOf(look).find((finding) => finding.window)?.window;

/** Why the signals must come again; nothing when they are dealt with. */
export function reasonToComeAgain(
  last: Look,
  memory: Memory,
  taken: readonly TakenStep[],
): string | undefined {
  if (last.observation.kind === 'unreachable') return describeObstacle(last.observation.why);
  if (stepsOf(last).length > 0) {
    const obstacle = taken.at(-1)?.obstacle;
    return obstacle
      ? describeObstacle(obstacle)
      : 'It was tampered with again while being restored';
  }
  return memory.kind === 'unreachable' ? describeObstacle(memory.why) : undefined;
}
