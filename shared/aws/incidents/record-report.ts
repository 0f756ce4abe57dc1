import { accountTold } from '../../domain/account';
import type { IncidentRecord } from '../../domain/incident-record';
import { placeOf, placeTold } from '../../domain/place-blow';
import type { Report } from '../../domain/report';
import type { EventSignal } from '../../domain/signal';
import { notAskedFor, STATE } from '../../domain/undone';
import { accountKey, reportSlot } from '../table/keys';
import type { Item } from '../table/update';
import { beginning } from './base-of';
import type { Book } from './book';
import { holdIncident, type Slot } from './hold-incident';
import { countEarlier } from './record-earlier';

/**
 * Something that took effect and that no technique puts back: one incident of a row on a target, escalated from the
 * start. It takes every repeat until a person has answered or an hour was quiet; the next opens another. Throws
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
      // What was undone of an earlier event is not undone of this one.
      const standing = { outcome: 'escalated', escalation: beforehand(report) } as const;
      const isKnown = counted.events === held?.events;
      return { kind: 'write', record: isKnown ? counted : { ...counted, ...standing } };
    });
  const { episode, item } = await hold(false);
  if (item.eventIds?.has(event.id)) return item as unknown as Item;
  // It came again, or late: it is an answered incident's or an older one's; where there is none, this one's.
  const earlier = await countEarlier(book, episode, { event, at });
  return (earlier ?? (await hold(true)).item) as unknown as Item;
}

function slotOf({ row, target, accountId, region }: Report, at: string): Slot {
  // A bare name is meant in one account and Region.
  const what = target.startsWith('arn:') ? target : `${accountId}/${region}/${target}`;
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
