import { type BlindWindow, blindMs } from '../../domain/blind-window';
import type { TimelineEntry } from '../../domain/incident';
import { incidentKey } from '../table/keys';
import { type Item, update } from '../table/update';
import type { Book } from './book';

/** This stop is not among the windows yet. */
const NEW_WINDOW = '(attribute_not_exists(#accountedUntil) OR #accountedUntil < :from)';
/** An item holds 400 KB; in a long fight the sums go on, and the lists end. */
const ROOM = '(attribute_not_exists(#timeline) OR size(#timeline) < :room)';
const ROOM_ENTRIES = 700;

/**
 * Adds a closed blind window once, however many looks saw it, together with what the timeline says of
 * it: nobody can be killed between the two. Nothing when it is among the windows already.
 */
export async function accountWindow(
  { table }: Book,
  id: string,
  {
    window,
    timeline,
  }: { readonly window: BlindWindow; readonly timeline: readonly TimelineEntry[] },
): Promise<Item | undefined> {
  const from = window.from.at;
  const account = {
    key: incidentKey(id),
    set: { accountedUntil: from },
    add: { blindMs: blindMs(window) ?? 0, revision: 1 },
  };
  const whole = await update(table, {
    ...account,
    append: { windows: [window], ...(timeline.length > 0 && { timeline }) },
    when: { expression: `${NEW_WINDOW} AND ${ROOM}`, values: { from, room: ROOM_ENTRIES } },
  });
  if (whole) return whole;
  return update(table, { ...account, when: { expression: NEW_WINDOW, values: { from } } });
}

/** For a look that closed no window: it could not be put back, or nothing was blind. */
export async function note(
  { table }: Book,
  id: string,
  timeline: readonly TimelineEntry[],
): Promise<Item | undefined> {
  return update(table, {
    key: incidentKey(id),
    append: { timeline },
    add: { revision: 1 },
    when: { expression: ROOM, values: { room: ROOM_ENTRIES } },
  });
}
