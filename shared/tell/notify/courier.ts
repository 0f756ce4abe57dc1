import type { Incident } from '../../domain/incident';
import type { Delivery, Ending, Notice } from '../../domain/notification';
import { type Bundle, bundle, gather } from './bundle';
import type { Budget, Courier } from './courier-ports';
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

/**
 * One incident as a letter holds it, its tries marked as begun. Nothing when another courier tells it, when it is
 * gone, or when it cannot be read, which must not hold up the others.
 */
async function itemOf(
  courier: Courier,
  { incidentId, notices }: Bundle,
  nextAt: string,
): Promise<LetterItem | undefined> {
  const read = await readIncident(courier, incidentId);
  if (read.kind === 'unreadable') {
    for (const notice of notices) await postpone(courier, notice, { nextAt, why: read.why });
    return undefined;
  }
  const { incident } = read;
  const at = courier.now().toISOString();
  const begun: Notice[] = [];
  for (const notice of notices) {
    const why = 'its incident is not in the table any more';
    if (!incident) await courier.end(notice, { kind: 'dead', why, at });
    else if (isStale(notice, incident)) await courier.end(notice, { kind: 'sent', at });
    else begun.push(...[await courier.begin(notice, nextAt)].filter((one) => one !== undefined));
  }
  const [first, ...others] = begun;
  if (!incident || !first) return undefined;
  const { securityAccountId, reminded, docs } = courier.rules;
  return {
    incident,
    notices: [first, ...others],
    at,
    ...(docs && { docs }),
    ...(reminded && { reminded: reminded(incident, courier.now()) }),
    ...(securityAccountId && { securityAccountId }),
  };
}

type Read =
  | { readonly kind: 'read'; readonly incident: Incident | undefined }
  | { readonly kind: 'unreadable'; readonly why: string };

const readIncident = ({ incident }: Courier, id: string): Promise<Read> =>
  incident(id).then(
    (found): Read => ({ kind: 'read', incident: found }),
    (error: unknown): Read => ({
      kind: 'unreadable',
      why: `its incident could not be read (${error instanceof Error ? error.name : 'unknown'})`,
    }),
  );

async function postpone(
  courier: Courier,
  notice: Notice,
  { nextAt, why }: { readonly nextAt: string; readonly why: string },
): Promise<void> {
  const begun = await courier.begin(notice, nextAt);
  if (begun) await courier.end(begun, endingOf(begun, { kind: 'again', why }, courier));
}

/** A reminder that was answered in the meantime. */
const isStale = ({ kind }: Notice, { acknowledged }: Incident): boolean =>
  kind === 'reminder' && acknowledged;

/** The result of a try for one notice: told, tried again later, or given up with its last reason. */
function endingOf(
  notice: Notice,
  delivery: Delivery,
  { now, rules }: Pick<Courier, 'now' | 'rules'>,
): Ending {
  const at = now();
  if (delivery.kind === 'delivered') {
    return {
      kind: 'sent',
      at: at.toISOString(),
      ...(delivery.ref !== undefined && { ref: delivery.ref }),
    };
  }
  const { why } = delivery;
  if (delivery.kind === 'refused') {
    return { kind: 'dead', why, at: at.toISOString(), unsure: notice.unsure };
  }
  // A notice that an earlier try left unsure stays unsure, even when this try succeeded.
  const unsure = notice.unsure || delivery.mayHaveArrived === true;
  if (at.getTime() - Date.parse(notice.plannedAt) >= rules.giveUpAfter) {
    return { kind: 'dead', why: `given up: ${why}`, at: at.toISOString(), unsure };
  }
  const waitMs = Math.max(backoffMs(notice.attempts), delivery.afterMs ?? 0);
  return {
    kind: 'again',
    why,
    nextAt: new Date(at.getTime() + waitMs).toISOString(),
    unsure,
  };
}

/** How long to wait after the n-th try, from 1: 30 s, doubled each time, at most a quarter of an hour. */
const backoffMs = (attempts: number): number =>
  Math.min(30_000 * 2 ** Math.min(attempts - 1, 10), 900_000);
