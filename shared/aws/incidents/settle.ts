import { blindMs } from '../../domain/blind-window';
import { stateOf, timelineOf } from '../../domain/happening';
import type { Reconciliation } from '../../domain/reconciliation';
import { incidentKey } from '../table/keys';
import { type Item, update } from '../table/update';
import type { Book } from './book';

/** Two looks may be written in the wrong order; the later look stands. */
const LATEST_LOOK = 'attribute_not_exists(#observedAt) OR #observedAt <= :observedAt';
/** A look that found it whole does not take the restoration away from who did it. */
const NOT_OURS = 'NOT #outcome = :restored';
/** This stop is not among the windows yet. */
const NEW_WINDOW = 'attribute_not_exists(#accountedUntil) OR #accountedUntil < :from';
/** An item holds 400 KB; in a long fight the counters go on and the timeline ends. */
const TIMELINE_ROOM = 'attribute_not_exists(#timeline) OR size(#timeline) < :room';

/** Where the incident stands after this look. Returns it as it is now; nothing when a later look stands. */
export async function settle(
  { table, escalateAfter }: Book,
  reconciliation: Reconciliation,
  { id, base, events }: { readonly id: string; readonly base: Item; readonly events: number },
): Promise<Item | undefined> {
  const { techniques, observation } = reconciliation;
  const { set, remove } = standing(reconciliation, { events, escalateAfter });
  const { outcome, ...others } = set;
  const { observedAt } = observation;
  const write = (seen: Item, expression: string, values: Item = {}) =>
    update(table, {
      key: incidentKey(id),
      setOnce: base,
      set: { ...seen, observedAt },
      add: { revision: 1, ...(techniques.length > 0 && { techniques: new Set(techniques) }) },
      remove,
      when: { expression, values: { observedAt, ...values } },
    });
  if (outcome !== 'unchanged') return write(set, LATEST_LOOK);
  const restored = { restored: 'restored' };
  return (
    (await write(set, `(${LATEST_LOOK}) AND ${NOT_OURS}`, restored)) ?? write(others, LATEST_LOOK)
  );
}

/** State and what goes with it. A fight stays escalated although its subject is whole. */
export function standing(
  reconciliation: Reconciliation,
  { events, escalateAfter }: { readonly events: number; readonly escalateAfter: number },
): { readonly set: Item; readonly remove: readonly string[] } {
  const { outcome, window, endedAt, decision, again } = reconciliation;
  const state = stateOf(reconciliation);
  const whole = state === 'restored';
  const why = again ?? (decision.kind === 'escalate' ? decision.why : undefined);
  const escalation = events >= escalateAfter ? fightSentence(events) : whole ? undefined : why;
  return {
    set: {
      state: events >= escalateAfter ? 'escalated' : state,
      outcome,
      lastSeenAt: endedAt,
      ...(escalation && { escalation }),
      ...(whole && { restoredAt: endedAt }),
      ...(window && !window.to && { blindSince: window.from.at }),
    },
    remove: [...(escalation ? [] : ['escalation']), ...(whole ? ['blindSince'] : [])],
  };
}

export const fightSentence = (events: number): string =>
  `It was tampered with ${events} times; someone keeps undoing the restoration.`;

/** Adds a closed blind window once, however many looks saw it. */
export async function accountWindow(
  { table }: Book,
  id: string,
  { window }: Reconciliation,
): Promise<Item | undefined> {
  if (!window?.to) return undefined;
  const from = window.from.at;
  return update(table, {
    key: incidentKey(id),
    set: { accountedUntil: from },
    add: { blindMs: blindMs(window) ?? 0, revision: 1 },
    append: { windows: [window] },
    when: { expression: NEW_WINDOW, values: { from } },
  });
}

export async function note(
  { table }: Book,
  id: string,
  reconciliation: Reconciliation,
): Promise<Item | undefined> {
  return update(table, {
    key: incidentKey(id),
    append: { timeline: timelineOf(reconciliation) },
    add: { revision: 1 },
    when: { expression: TIMELINE_ROOM, values: { room: 500 } },
  });
}
