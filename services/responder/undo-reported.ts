import type { Book } from '../../shared/aws/incidents/hold-incident';
import { isSettled, recordUndone, timesUndone } from '../../shared/aws/incidents/record-undone';
import type { Item } from '../../shared/aws/table/table';
import { patiently } from '../../shared/aws/take-step';
import type { Report } from '../../shared/domain/report';
import type { EventSignal } from '../../shared/domain/signal';
import type { TakenUndo, UndoResult, UndoStep } from '../../shared/domain/undo';
import { FOUGHT, leftAlone, type Undone, undone } from '../../shared/domain/undone';

interface Reported {
  readonly report: Report;
  readonly event: EventSignal;
  /** The incident it was counted on. */
  readonly item: Item;
}

interface Ports {
  readonly book: Book;
  /** Never throws: an obstacle is an answer. */
  readonly take: (step: UndoStep) => Promise<UndoResult>;
  readonly now: () => Date;
}

/**
 * Undoes what a report's event did, once, if a setting asks for it, and writes down what became of it.
 * Throws when it is worth another try, so that the message comes back.
 */
export async function undoReported({ report, event, item }: Reported, ports: Ports): Promise<void> {
  const { undo } = report;
  if (!undo || isSettled(item, event.id)) return;
  const at = ports.now().toISOString();
  const result =
    undo.kind === 'told'
      ? leftAlone(undo.why, at)
      : timesUndone(item) >= ports.book.escalateAfter
        ? leftAlone(FOUGHT, at)
        : undone(await takeAll(undo.steps, ports));
  await recordUndone(ports.book, { id: String(item.id), eventId: event.id, undone: result });
  throwIfAgain(result);
}

/** In order, as far as it goes: what follows a step that was not taken makes no sense. */
async function takeAll(
  steps: readonly UndoStep[],
  { take, now }: Ports,
): Promise<readonly TakenUndo[]> {
  const taken: TakenUndo[] = [];
  for (const step of steps) {
    const { result } = await patiently(() => answered(take(step)));
    taken.push({ step, result, answeredAt: now().toISOString() });
    if (result.kind === 'obstacle' || result.kind === 'overtaken') break;
  }
  return taken;
}

async function answered(answer: Promise<UndoResult>) {
  const result = await answer;
  return { result, ...(result.kind === 'obstacle' && { obstacle: result.why }) };
}

function throwIfAgain({ again }: Undone): void {
  if (again !== undefined) throw new Error(again);
}
