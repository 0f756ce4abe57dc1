import type { UndoCall, UndoInputs, UndoStep } from '../../domain/undo';
import type { LogRecord } from '../../record/log-record';

/** What undoes a reported row, where the event alone tells the inverse. */
export interface Undo {
  /** Which call is undone by which; all other calls of the row stay told. */
  readonly calls: Readonly<Record<string, readonly UndoCall[]>>;
  /** The inverse of what this event did; none when it does not say enough. Never throws. */
  readonly steps: (record: LogRecord) => readonly UndoStep[];
}

/** A step in the account and Region that the record comes from; none where it names neither. */
export function undoIn<C extends UndoCall>(
  { accountId, region }: LogRecord,
  call: C,
  { on, input }: { readonly on: string; readonly input: { [K in keyof UndoInputs[C]]: unknown } },
): readonly UndoStep[] {
  if (!accountId || !region) return [];
  const isWhole = Object.values(input).every((value) => typeof value === 'string' && value !== '');
  return isWhole ? [{ call, accountId, region, on, input } as unknown as UndoStep] : [];
}
