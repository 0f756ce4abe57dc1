import { accountTold } from '../../domain/account';
import { coveredUntil, type IncidentRecord, isWhole } from '../../domain/incident-record';
import { describeLogin, type Login } from '../../domain/login';
import type { EventSignal } from '../../domain/signal';
import {
  type Account,
  type Book,
  beginning,
  holdIncident,
  type Slot,
} from '../incidents/hold-incident';
import { isWritten, readItem, type Table, update } from '../table/table';

/** An incident of a login. */
export interface LoginRecord extends IncidentRecord {
  /** The login that opened it, which the playbook judges. */
  readonly login?: Login;
}

/** A login, by whom, and what its incident is about. */
export interface LoginHeard {
  readonly login: Login;
  readonly event: EventSignal;
  readonly hand: string;
  readonly subject: { readonly key: string; readonly id: string };
}

/**
 * A login on a machine: one open incident of a machine and a hand takes every repeat, each event once. It ends with an
 * answer, or where it was closed, with an hour of quiet; the next login opens another. Hands cost an attacker nothing: beyond so many
 * in an hour, on a machine or as hosts of an account have it, all others share one incident, which calls people. Throws when the table did not take it. Returns the
 * incident's id.
 */
export async function recordLogin(book: Book, heard: LoginHeard, at: string): Promise<string> {
  const { login, event } = heard;
  const { slot, crowded } = await slotFor(book, heard, at);
  const { item } = await holdIncident(book, slot, (held, episode) => {
    const placed = held && placeOfLogin(event, held, { at, quietMs: book.quietMs });
    if (placed) return placed;
    const head = { ...headOf(heard), ...(crowded && CROWDED(crowded)) };
    const base: LoginRecord = { ...beginning(head, episode), login };
    const told = { events: [event], techniques: [login.row], at };
    return { kind: 'write', record: accountTold(held, base, told) };
  });
  await update(book.table, { key: slot.key, set: { expiresAt: seconds(at, SLOT_MS) } });
  return item.id;
}

/** After a month without a login the next one opens another incident; no event is delivered again so late. */
const SLOT_MS = 30 * 24 * 3_600_000;

const seconds = (at: string, later: number): number => Math.ceil((Date.parse(at) + later) / 1_000);

/** Nothing where it joins. */
function placeOfLogin(
  event: EventSignal,
  held: IncidentRecord,
  { at, quietMs }: { readonly at: string; readonly quietMs: number },
): Account | undefined {
  if (held.eventIds?.has(event.id)) return undefined;
  const answered = coveredUntil(held);
  const isAfter = answered !== undefined && event.eventTime > answered;
  const isOver = isWhole(held) && Date.parse(held.lastSeenAt) < Date.parse(at) - quietMs;
  return isAfter || isOver ? { kind: 'open', follows: !isOver, priorBlows: 0 } : undefined;
}

/** More than people who work on one machine in an hour. What hosts claim leaves room for what AWS says. */
const MOST_HANDS = { host: 10, aws: 40 } as const;
const HOUR_MS = 3_600_000;

async function slotFor(
  { table }: Book,
  { login, hand, subject }: LoginHeard,
  at: string,
): Promise<{ readonly slot: Slot; readonly crowded?: string }> {
  const { key: subjectKey } = subject;
  const pk = loginsKey(login.accountId);
  const slotOf = (of: string, sk = `${subjectKey}#${of}`): Slot => {
    return { key: { pk, sk }, subjectKey, state: 'open', at, hand: of };
  };
  const own = slotOf(hand);
  if (await readItem(table, own.key)) return { slot: own };
  if (login.words === 'host' && (await claimsWithin(table, pk, at)) > MOST_CLAIMS)
    return { slot: slotOf('further', 'CLAIMS#further'), crowded: 'in this account' };
  return (await isRoomFor(table, { pk, subjectKey, words: login.words }, at))
    ? { slot: own }
    : { slot: slotOf('further'), crowded: 'on this machine' };
}

/** Counts a new hand on a machine in this hour, on each one's word apart; false where there were too many. */
async function isRoomFor(
  table: Table,
  { pk, subjectKey, words }: { readonly pk: string; readonly subjectKey: string } & Worded,
  at: string,
): Promise<boolean> {
  return isWritten(table, {
    key: { pk, sk: `HANDS#${words}#${subjectKey}#${at.slice(0, 13)}` },
    set: { expiresAt: seconds(at, 2 * HOUR_MS) },
    add: { hands: 1 },
    when: {
      expression: 'attribute_not_exists(#hands) OR #hands < :most',
      values: { most: MOST_HANDS[words] },
    },
  });
}

type Worded = Pick<Login, 'words'>;

/** Who may speak for hosts may invent machines: of so many that are new in an hour each has an incident and a run. */
const MOST_CLAIMS = 100;

/** How many hands on machines the hosts of an account were first to name in this hour, this one counted. */
async function claimsWithin(table: Table, pk: string, at: string): Promise<number> {
  const key = { pk, sk: `CLAIMS#${at.slice(0, 13)}` };
  const expiresAt = seconds(at, 2 * HOUR_MS);
  const counted = await update(table, { key, set: { expiresAt }, add: { claims: 1 } });
  return Number(counted?.claims ?? 0);
}

/** Slots of logins, apart from everything else of an account: who writes them can write nothing else of it. */
export const loginsKey = (accountId: string): string => `LOGINS#${accountId}`;

const headOf = ({ login, subject }: LoginHeard) =>
  ({
    subjectKey: subject.key,
    subjectId: subject.id,
    accountId: login.accountId,
    region: login.region,
    severity: 'medium',
    outcome: 'unchanged',
    sentence: describeLogin(login),
  }) satisfies Partial<IncidentRecord>;

const CROWDED = (where: string) =>
  ({
    severity: 'high',
    state: 'escalated',
    escalation: `More hands logged in ${where} within an hour than people do: what follows is counted here, and not judged one by one.`,
  }) as const;
