import { blindMs } from '../../domain/blind-window';
import { actorNames } from '../../domain/evidence';
import { tamperedEntry, timelineOf } from '../../domain/happening';
import type { Reconciliation } from '../../domain/reconciliation';
import { incidentKey } from '../table/keys';
import { type Item, update } from '../table/update';
import type { Book } from './book';
import { standing } from './settle';

/** Nobody has written a word of it. */
const UNWRITTEN = 'attribute_not_exists(#pk)';

/**
 * A new incident in one write: what counting, settling, accounting and noting would come to. Nothing
 * when somebody has begun it already; then those four, which add to what is there, must be used.
 */
export async function openIncident(
  { table, escalateAfter }: Book,
  reconciliation: Reconciliation,
  { id, base }: { readonly id: string; readonly base: Item },
): Promise<Item | undefined> {
  const { tampering, techniques, windows, observation, outcome } = reconciliation;
  const closed = windows.filter(({ to }) => to);
  const events = tampering.length;
  return update(table, {
    key: incidentKey(id),
    set: {
      ...base,
      ...standing(reconciliation, events >= escalateAfter).set,
      outcome,
      observedAt: observation.observedAt,
      events,
      revision: 1,
      timeline: [...tampering.map(tamperedEntry), ...timelineOf(reconciliation)],
      ...sets({
        techniques,
        eventIds: tampering.map((event) => event.id),
        actors: tampering.flatMap(({ evidence }) => actorNames(evidence.actor)),
      }),
      ...(closed.length > 0 && {
        windows: closed,
        blindMs: closed.reduce((sum, window) => sum + (blindMs(window) ?? 0), 0),
        accountedUntil: closed.at(-1)?.from.at,
      }),
    },
    when: { expression: UNWRITTEN },
  });
}

/** DynamoDB has no empty set. */
const sets = (lists: Readonly<Record<string, readonly string[]>>): Item =>
  Object.fromEntries(
    Object.entries(lists)
      .filter(([, names]) => names.length > 0)
      .map(([name, names]) => [name, new Set(names)]),
  );
