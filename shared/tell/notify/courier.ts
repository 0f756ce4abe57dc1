import type { Ending, Notice } from '../../domain/notification';
import { type Bundle, bundle, gather } from './bundle';
import type { Budget, Courier } from './courier-ports';
import { endingOf } from './ending-of';
import { itemOf } from './item-of';
import type { LetterItem } from './letter';

export interface Round {
  readonly messages: number;
  /** The accounts that had a message of their own. */
  readonly told: readonly string[];
  readonly sent: number;
  readonly again: number;
  readonly dead: number;
  /** Age of the oldest notice that is still waiting; absent when none is. */
  readonly oldestMs?: number;
}

/**
 * One round of one channel: what is due is told, in order, until the budget, the time or the
 * receiver's patience ends. What is left waits for the next round; nothing is dropped.
 *
 *   begin (try n) ── send ── end          killed before `end`: the try is unsure, and the next one
 *                                         says that it may be a repeat
 */
export async function serve(given: Courier): Promise<Round> {
  const round = { messages: 0, told: [] as string[], sent: 0, again: 0, dead: 0 };
  const courier: Courier = {
    ...given,
    end: async (notice, how) => {
      await given.end(notice, how);
      round[how.kind] += 1;
    },
  };
  const pending = await courier.pending();
  const due = bundle(pending, courier.now());
  const { gathers, gatherFrom } = courier.rules;
  const stopped = new Set<string>();
  let failures = 0;
  for (const bundles of gather(due, { gathers, from: gatherFrom })) {
    if (failures >= PATIENCE || courier.leftMs() < ENOUGH_MS) break;
    const accountId = onlyAccountOf(bundles);
    if (round.messages >= roomFor(accountId, courier.budget, round.told)) continue;
    if (bundles.some(({ incidentId }) => stopped.has(incidentId))) continue;
    const told = await tell(courier, bundles);
    if (!told) continue;
    round.messages += 1;
    if (accountId !== undefined) round.told.push(accountId);
    if (told !== 'again') continue;
    failures += 1;
    for (const { incidentId } of bundles) stopped.add(incidentId);
  }
  return { ...round, ...oldest(pending, round.sent + round.dead, courier.now()) };
}

/** Absent for a message about several accounts. */
function onlyAccountOf(bundles: readonly Bundle[]): string | undefined {
  const [accountId, ...others] = new Set(bundles.map(({ notices: [notice] }) => notice.accountId));
  return others.length === 0 ? accountId : undefined;
}

/**
 * How many messages may have left before this one: an account that had one already leaves the reserve to the others.
 */
const roomFor = (
  accountId: string | undefined,
  { messages, kept, told }: Budget,
  toldNow: readonly string[],
): number =>
  accountId !== undefined && [...told, ...toldNow].includes(accountId) ? messages - kept : messages;

/** After so many failures in a row, a receiver is left alone until the next round. */
const PATIENCE = 3;
/** A try may take ten seconds, and writing down its end some more. */
const ENOUGH_MS = 20_000;
/** Until then no other try begins: longer than the function may live. */
const LEASE_MS = 150_000;

const oldest = (pending: readonly Notice[], done: number, now: Date) => {
  const first = pending.map(({ plannedAt }) => plannedAt).sort()[done];
  return first === undefined ? {} : { oldestMs: now.getTime() - Date.parse(first) };
};

/** Nothing when there was nothing left to tell. */
async function tell(
  courier: Courier,
  bundles: readonly Bundle[],
): Promise<Ending['kind'] | undefined> {
  const nextAt = new Date(courier.now().getTime() + LEASE_MS).toISOString();
  const items = await Promise.all(bundles.map((one) => itemOf(courier, one, nextAt)));
  const found = items.filter((item) => item !== undefined);
  const [first, ...others] = found;
  if (!first) return undefined;
  // Of many at once each has one line, even if it was told before.
  const known =
    others.length > 0 ? found : [{ ...first, toldBefore: await wasTold(courier, first) }];
  const notices = known.flatMap((item) => item.notices);
  const delivery = await courier.deliver({
    id: letterId(first.notices[0]),
    at: courier.now().toISOString(),
    items: known,
    mayRepeat: notices.some(({ unsure }) => unsure),
  });
  const endings = notices.map((notice) => [notice, endingOf(notice, delivery, courier)] as const);
  await Promise.all(endings.map(([notice, how]) => courier.end(notice, how)));
  // One verdict for all: the oldest notice may be too old to be tried again while the others are not.
  return endings.at(-1)?.[1].kind ?? 'sent';
}

/** A channel cannot have been told before of an incident that was opened a moment ago. */
const wasTold = async (
  { toldBefore }: Courier,
  { notices: [notice] }: LetterItem,
): Promise<boolean> => notice.revision > 1 && ((await toldBefore?.(notice)) ?? false);

/**
 * The same id for every try of a notice that travels alone. Receivers that recognise repeats by it get all notices
 * alone.
 */
const letterId = ({ incidentId, id, channel }: Notice): string =>
  `${incidentId}_${id}_${channel}`.replace(/[^\w-]/g, '-');
