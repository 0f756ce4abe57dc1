import { accountTold } from '../../domain/account';
import { type IncidentRecord, room } from '../../domain/incident-record';
import { placeOf, placeTold } from '../../domain/place-blow';
import { type Report, ROGUE_TRAIL } from '../../domain/report';
import type { EventSignal } from '../../domain/signal';
import { notAskedFor, STATE } from '../../domain/undone';
import { accountKey, type Item, reportSlot } from '../table/table';
import { type Book, beginning, holdIncident, type Slot } from './hold-incident';
import { countEarlier } from './record-earlier';

/**
 * Something that took effect and that no technique puts back: one incident of a row in an account, escalated from
 * the start, with the names of all it was done to: names cost an attacker nothing, and each would be a page. It takes every repeat until a person has answered or an hour was quiet; the next opens another. Throws
 * when the table did not take it; done twice it changes one counter. Returns the incident as it is now.
 */
export async function recordReport(
  book: Book,
  {
    report,
    event,
    at,
  }: { readonly report: Report; readonly event: EventSignal; readonly at: string },
): Promise<Item> {
  const slot = slotOf(report, at);
  const told = { events: [event], techniques: [report.row], at };
  const hold = (isOfNow: boolean) =>
    holdIncident(book, slot, (held, holding) => {
      if (held && !isOfNow && placeOf(event, held) === 'earlier') {
        return { kind: 'write', record: held };
      }
      const placed = held ? placeTold([event], held, { at, quietMs: book.quietMs }) : undefined;
      if (placed?.kind === 'open') return placed;
      const base = beginning(headOf(report, slot), holding);
      const counted = accountTold(held, base, told);
      // An earlier event may be undone without this one being undone.
      const standing = { outcome: 'escalated', escalation: beforehand(report) } as const;
      const isKnown = counted.events === held?.events;
      if (isKnown) return { kind: 'write', record: counted };
      const first = held && isWorst(report, event, held) ? withWorst(counted, report) : counted;
      return { kind: 'write', record: { ...first, ...standing, ...withName(first, report) } };
    });
  const { episode, item } = await hold(false);
  if (item.eventIds?.has(event.id)) return item as unknown as Item;
  // It came again, or late: it belongs to an answered or older incident; where there is none, to this one.
  const earlier = await countEarlier(book, episode, { event, at });
  return (earlier ?? (await hold(true)).item) as unknown as Item;
}

/** Is it the worst that its row has, and the first such call of the incident? */
const isWorst = ({ isWorst }: Report, { evidence }: EventSignal, held: IncidentRecord): boolean =>
  isWorst === true &&
  !(held.timeline ?? []).some(({ text }) => text.startsWith(`${evidence.eventName} `));

/** It is told before the earlier calls, whose guidance stays. Once for each incident. */
function withWorst(
  record: IncidentRecord,
  { target, name = target, sentence, guidance }: Report,
): IncidentRecord {
  const { names = [], guidance: before = [] } = record;
  const named = name.slice(0, 256);
  return {
    ...record,
    sentence,
    names: [named, ...names.filter((one) => one !== named)],
    guidance: [...guidance, ...before.filter((line) => !guidance.includes(line))],
  };
}

/**
 * The sentence has the first name. After it come the next few, their number, and the newest. Where there is no more
 * room, the first and the newest stay.
 */
function withName(
  { names = [], sentence }: IncidentRecord,
  { target, name = target }: Report,
): Pick<IncidentRecord, 'names' | 'sentence'> {
  if (names.includes(name)) return { names, sentence };
  const isFull = names.length >= room.names;
  const all = [...(isFull ? names.toSpliced(room.first, 1) : names), name.slice(0, 256)];
  const [first = sentence] = sentence.split(ALSO);
  const others = all.slice(1, SAID + 1).join(', ');
  const count = `${isFull || sentence.includes(LEAST) ? LEAST : ' '}${all.length - SAID - 1}`;
  const more = all.length > SAID + 1 ? `, and${count} more, last ${all.at(-1)}` : '';
  return { names: all, sentence: all.length > 1 ? `${first}${ALSO}${others}${more}.` : first };
}

const LEAST = ' at least ';
const ALSO = ' The same was done to ';
const SAID = 5;

/** A trail is one of at most five, is looked up by its name (explain-in-the-way), and has its own incident. */
const BY_NAME: ReadonlySet<string> = new Set([ROGUE_TRAIL]);

function slotOf({ row, target, name = target, accountId, region }: Report, at: string): Slot {
  const what = BY_NAME.has(row) ? `${accountId}/${region}/${name}` : accountId;
  return {
    key: { pk: accountKey(accountId), sk: reportSlot(row, what) },
    subjectKey: `report#${row}#${what}`,
    state: STATE,
    at,
  };
}

const headOf = (report: Report, { subjectKey }: Slot) =>
  ({
    subjectKey,
    subjectId: report.target,
    accountId: report.accountId,
    region: report.region,
    severity: report.severity,
    state: STATE,
    sentence: report.sentence,
    guidance: report.guidance,
  }) satisfies Partial<IncidentRecord>;

const beforehand = (report: Report): string =>
  report.undo ? 'It is to be undone, and nothing was tried yet.' : notAskedFor(report);
