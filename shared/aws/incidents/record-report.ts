import type { Report } from '../../domain/report';
import type { EventSignal } from '../../domain/signal';
import { notAskedFor, STATE } from '../../domain/undone';
import { accountKey, ORGANIZATION, openedKey, reportSlot } from '../table/keys';
import type { Item } from '../table/update';
import type { Book } from './book';
import { claim, type Slot } from './claim-episode';
import { countEvent } from './count-event';
import { writeFacets } from './write-facets';

/**
 * Something that took effect and that no technique puts back: one incident of a row on a target, escalated from the
 * start. It holds its slot until a human has dealt with it, so every repeat is a number on it. Throws
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
  const { episode } = await claim(book, slot);
  const { item } = await countEvent(book, {
    id: episode.incidentId,
    event,
    base: {
      ...headOf(report, event),
      id: episode.incidentId,
      subjectKey: slot.subjectKey,
      openedAt: episode.openedAt,
      openedKey: openedKey(episode.openedAt, episode.incidentId),
    },
    // What was undone of an earlier event is not undone of this one.
    standing: { outcome: 'escalated', escalation: beforehand(report) },
    techniques: [report.row],
  });
  await writeFacets(book, item);
  return item;
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

const headOf = (report: Report, { evidence }: EventSignal): Item => ({
  subjectId: report.target,
  accountId: report.accountId,
  region: report.region,
  organization: ORGANIZATION,
  severity: report.severity,
  state: STATE,
  acknowledged: false,
  evidence,
  sentence: report.sentence,
  guidance: report.guidance,
});

const beforehand = (report: Report): string =>
  report.undo ? 'It is to be undone, and nothing was tried yet.' : notAskedFor(report);
