import { isPassing } from './happening';
import type { IncidentState, TimelineEntry } from './incident';
import type { Report } from './report';
import type { RestorationOutcome } from './restoration';
import { describeResult, describeUndo, type TakenUndo } from './undo';

/** What a report's incident says after its event was undone, or could not be. */
export interface Undone {
  readonly outcome: RestorationOutcome;
  readonly escalation: string;
  readonly timeline: readonly TimelineEntry[];
  /** We changed something: a fight is counted by this. */
  readonly isOurs: boolean;
  /** Why the same event is worth another try; absent once this is the last word on it. */
  readonly again?: string;
}

/** A person has to look, even when the undo succeeded. */
export const STATE: IncidentState = 'escalated';

export const notAskedFor = ({ notUndone }: Report): string =>
  `Trailwarden does not undo it. ${notUndone}`;

/** The setting names its row, but this event is not undone. */
export const leftAlone = (why: string, at: string): Undone => ({
  outcome: 'escalated',
  escalation: `It is not undone. ${why}`,
  timeline: [{ at, kind: 'escalated', text: `not undone: ${why}` }],
  isOurs: false,
});

export const FOUGHT =
  'It was undone again and again; someone keeps doing it, and a person must end that.';

/** The result of every step that was tried; steps after an obstacle were not. */
export function undone(taken: readonly TakenUndo[]): Undone {
  const isOurs = taken.some(({ result }) => result.kind === 'undone' || result.kind === 'unseen');
  return { ...ending(taken), timeline: timelineOf(taken), isOurs };
}

function ending(taken: readonly TakenUndo[]): Pick<Undone, 'outcome' | 'escalation' | 'again'> {
  const { step, result } = taken.at(-1) ?? {};
  const calls = taken.map((one) => describeUndo(one.step)).join(', ');
  if (step === undefined || result === undefined || result.kind === 'overtaken') {
    return { outcome: 'unchanged', escalation: `It is not undone: ${OVERTAKEN}` };
  }
  if (taken.every((one) => one.result.kind === 'already')) {
    return {
      outcome: 'unchanged',
      escalation: `It is undone: it ${describeResult(result)}. ${LOOK}`,
    };
  }
  if (result.kind !== 'obstacle') {
    const isSeen = taken.every(({ result: { kind } }) => kind !== 'unseen');
    return {
      outcome: isSeen ? 'restored' : 'failed',
      escalation: `Undone with ${calls}. ${isSeen ? LOOK : UNSEEN}`,
    };
  }
  const { why } = result;
  const text = describeResult(result);
  if (isPassing(why)) {
    const again = `It was to be undone, and ${text}: it is tried again.`;
    return { outcome: 'failed', escalation: again, again };
  }
  const todo = why.kind === 'denied' ? deployIn(step.accountId) : 'Do it by hand, as below.';
  return { outcome: 'failed', escalation: `Asked for and refused: ${text}. ${todo}` };
}

const OVERTAKEN = 'it was changed again since, and that is not what this event did.';
const LOOK = 'Look at who did it, and what they did meanwhile.';
const UNSEEN = 'AWS accepted it; a look right after did not show it yet. Look again.';

const deployIn = (accountId: string): string =>
  `Deploy services/member/undo.yml in ${accountId} with this row, or do it by hand, as below.`;

function timelineOf(taken: readonly TakenUndo[]): readonly TimelineEntry[] {
  const steps = taken.map(
    ({ step, result, answeredAt }): TimelineEntry => ({
      at: answeredAt,
      kind: 'step',
      text: `${describeUndo(step)} (undo): ${describeResult(result)}`,
    }),
  );
  const last = taken.at(-1);
  if (!last) return steps;
  const { outcome, escalation } = ending(taken);
  if (outcome === 'restored')
    return [...steps, { at: last.answeredAt, kind: outcome, text: 'undone' }];
  const kind = outcome === 'failed' ? 'failed' : 'escalated';
  return [...steps, { at: last.answeredAt, kind, text: escalation }];
}
