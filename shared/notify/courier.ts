import type { Incident } from '../domain/incident';
import type { Delivery, Ending, Notice } from '../domain/notification';
import { backoffMs } from './backoff';
import { type Bundle, bundle, gather } from './bundle';
import type { Letter, LetterItem } from './letter';

/** What one channel needs to be served. The conditional writes behind it are what makes one notice one message. */
export interface Courier {
  readonly now: () => Date;
  readonly pending: () => Promise<readonly Notice[]>;
  /** Marks a try as begun; nothing when somebody else began it, or ended it. */
  readonly begin: (notice: Notice, nextAt: string) => Promise<Notice | undefined>;
  /** Nothing when there is no such incident any more. */
  readonly incident: (id: string) => Promise<Incident | undefined>;
  /** Never rejects. */
  readonly deliver: (letter: Letter) => Promise<Delivery>;
  readonly end: (notice: Notice, ending: Ending) => Promise<void>;
  readonly rules: CourierRules;
  /** Messages that may still leave in this minute. */
  readonly budget: number;
  readonly leftMs: () => number;
}

export interface CourierRules {
  /** Many incidents may be one message. */
  readonly gathers: boolean;
  readonly gatherFrom: number;
  readonly giveUpAfter: number;
  /** The account that Trailwarden runs in. */
  readonly securityAccountId?: string;
}

export interface Round {
  readonly messages: number;
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
export async function serve(courier: Courier): Promise<Round> {
  const pending = await courier.pending();
  const due = bundle(pending, courier.now());
  const { gathers, gatherFrom } = courier.rules;
  const round = { messages: 0, sent: 0, again: 0, dead: 0 };
  const stopped = new Set<string>();
  let failures = 0;
  for (const bundles of gather(due, { gathers, from: gatherFrom })) {
    const isOver = round.messages >= courier.budget || failures >= PATIENCE;
    if (isOver || courier.leftMs() < ENOUGH_MS) break;
    if (bundles.some(({ incidentId }) => stopped.has(incidentId))) continue;
    const told = await tell(courier, bundles);
    if (!told) continue;
    round.messages += 1;
    round[told.kind] += told.notices;
    if (told.kind !== 'again') continue;
    failures += 1;
    for (const { incidentId } of bundles) stopped.add(incidentId);
  }
  return { ...round, ...oldest(pending, round.sent + round.dead, courier.now()) };
}

/** A receiver that fails so often in a row is left alone until the next round. */
const PATIENCE = 3;
/** A try may take ten seconds, and writing it down some more. */
const ENOUGH_MS = 20_000;
/** Nobody else tries before this: longer than the function may live. */
const LEASE_MS = 150_000;

const oldest = (pending: readonly Notice[], done: number, now: Date) => {
  const first = pending.map(({ plannedAt }) => plannedAt).sort()[done];
  return first === undefined ? {} : { oldestMs: now.getTime() - Date.parse(first) };
};

interface Told {
  readonly kind: Ending['kind'];
  readonly notices: number;
}

/** Nothing when there was nothing left to tell. */
async function tell(courier: Courier, bundles: readonly Bundle[]): Promise<Told | undefined> {
  const nextAt = new Date(courier.now().getTime() + LEASE_MS).toISOString();
  const items = await Promise.all(bundles.map((one) => itemOf(courier, one, nextAt)));
  const known = items.filter((item) => item !== undefined);
  const [first] = known;
  if (!first) return undefined;
  const notices = known.flatMap((item) => item.notices);
  const delivery = await courier.deliver({
    id: letterId(first.notices[0]),
    at: courier.now().toISOString(),
    items: known,
    mayRepeat: notices.some(({ unsure }) => unsure),
  });
  const endings = notices.map((notice) => [notice, ending(notice, delivery, courier)] as const);
  for (const [notice, how] of endings) await courier.end(notice, how);
  // One kind for all: the oldest notice may be too old to be tried again where the others are not.
  return { kind: endings.at(-1)?.[1].kind ?? 'sent', notices: notices.length };
}

/** The same for every try of a notice that travels alone, as all do where a receiver knows repeats by it. */
const letterId = ({ incidentId, id, channel }: Notice): string =>
  `${incidentId}_${id}_${channel}`.replace(/[^\w-]/g, '-');

async function itemOf(
  courier: Courier,
  { incidentId, notices }: Bundle,
  nextAt: string,
): Promise<LetterItem | undefined> {
  const incident = await courier.incident(incidentId);
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
  const { securityAccountId } = courier.rules;
  return { incident, notices: [first, ...others], ...(securityAccountId && { securityAccountId }) };
}

/** A reminder that somebody has answered in the meantime. */
const isStale = ({ kind }: Notice, { acknowledged }: Incident): boolean =>
  kind === 'reminder' && acknowledged;

function ending(notice: Notice, delivery: Delivery, { now, rules }: Courier): Ending {
  const at = now();
  if (delivery.kind === 'delivered') {
    return {
      kind: 'sent',
      at: at.toISOString(),
      ...(delivery.ref !== undefined && { ref: delivery.ref }),
    };
  }
  const { why } = delivery;
  if (delivery.kind === 'refused') return { kind: 'dead', why, at: at.toISOString() };
  if (at.getTime() - Date.parse(notice.plannedAt) >= rules.giveUpAfter) {
    return { kind: 'dead', why: `given up: ${why}`, at: at.toISOString() };
  }
  const waitMs = Math.max(backoffMs(notice.attempts), delivery.afterMs ?? 0);
  return {
    kind: 'again',
    why,
    nextAt: new Date(at.getTime() + waitMs).toISOString(),
    unsure: delivery.mayHaveArrived === true,
  };
}
