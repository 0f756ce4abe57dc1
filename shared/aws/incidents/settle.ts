import { stateOf } from '../../domain/happening';
import type { Reconciliation } from '../../domain/reconciliation';
import { incidentKey } from '../table/keys';
import { type Item, update } from '../table/update';
import type { Book } from './book';

/** Two looks may be written in the wrong order; the later look stands. */
const LATEST_LOOK = '(attribute_not_exists(#observedAt) OR #observedAt <= :observedAt)';
/** Someone else found it whole: that takes the restoration away from nobody, and is no news of a whole one. */
const NOT_WHOLE = 'NOT #state = :restored AND NOT #outcome = :restored';
/** Fewer tampering events than a fight has. */
const QUIET = '(attribute_not_exists(#events) OR #events < :fight)';
/** Someone keeps undoing the restoration: that it is whole just now changes nothing. */
const FIGHT = '#events >= :fight';

export const FIGHT_SENTENCE =
  'It is tampered with again and again; someone keeps undoing the restoration.';

interface Begun {
  readonly id: string;
  readonly base: Item;
}

/** Where the incident stands after this look. Returns it as it is now; nothing when that stood already. */
export async function settle(
  { table, escalateAfter }: Book,
  reconciliation: Reconciliation,
  { id, base }: Begun,
): Promise<Item | undefined> {
  const { techniques, observation, outcome } = reconciliation;
  const { observedAt } = observation;
  const clauses = outcome === 'unchanged' ? [LATEST_LOOK, NOT_WHOLE] : [LATEST_LOOK];
  const restored = outcome === 'unchanged' ? { restored: 'restored' } : {};
  const write = (isFight: boolean) => {
    const { set, remove } = standing(reconciliation, isFight);
    return update(table, {
      key: incidentKey(id),
      setOnce: base,
      set: { ...set, outcome, observedAt },
      add: { revision: 1, ...(techniques.length > 0 && { techniques: new Set(techniques) }) },
      remove,
      when: {
        expression: [...clauses, isFight ? FIGHT : QUIET].join(' AND '),
        values: { observedAt, fight: escalateAfter, ...restored },
      },
    });
  };
  return (await write(false)) ?? write(true);
}

/** State and what goes with it. A fight stays escalated although its subject is whole. */
export function standing(
  reconciliation: Reconciliation,
  isFight: boolean,
): { readonly set: Item; readonly remove: readonly string[] } {
  const { windows, endedAt, decision, again } = reconciliation;
  const state = stateOf(reconciliation);
  const whole = state === 'restored';
  const why = again ?? (decision.kind === 'escalate' ? decision.why : undefined);
  const escalation = isFight ? FIGHT_SENTENCE : whole ? undefined : why;
  const open = windows.at(-1);
  return {
    set: {
      state: isFight ? 'escalated' : state,
      lastSeenAt: endedAt,
      ...(escalation && { escalation }),
      ...(whole && { restoredAt: endedAt }),
      ...(open && !open.to && { blindSince: open.from.at }),
    },
    remove: [...(escalation ? [] : ['escalation']), whole ? 'blindSince' : 'restoredAt'],
  };
}

/** An incident that has become a fight is escalated, whatever the look found. */
export async function escalateFight(
  { table, escalateAfter }: Book,
  id: string,
): Promise<Item | undefined> {
  return update(table, {
    key: incidentKey(id),
    set: { state: 'escalated', escalation: FIGHT_SENTENCE },
    add: { revision: 1 },
    when: { expression: FIGHT, values: { fight: escalateAfter } },
  });
}
