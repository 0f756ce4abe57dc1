import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import type { Span } from '../../domain/dark';
import type { Place } from '../../domain/place';
import type { MemberAccess } from '../member-access';

/** One event as Event history gives it; `record` is the whole CloudTrail record, as AWS wrote it. */
export interface HistoryEvent {
  readonly id: string;
  readonly at: string;
  readonly name: string;
  readonly source: string;
  readonly record: string;
}

export interface HistoryPage {
  /** Newest first ([D] API_LookupEvents). An empty page may have a next one. */
  readonly events: readonly HistoryEvent[];
  readonly next?: string;
  /** How often AWS throttled the request before the page came. */
  readonly refused: number;
}

export type ReadHistory = (place: Place, span: Span, next?: string) => Promise<HistoryPage>;

/** Pages of Event history of an account and Region. Rejects with the SDK's error. */
export const openEventHistory =
  ({ client }: Pick<MemberAccess, 'client'>): ReadHistory =>
  async ({ accountId, region }, { from, to }, next) => {
    const page = await client(accountId, region).send(
      new LookupEventsCommand({
        StartTime: new Date(from),
        EndTime: new Date(to),
        MaxResults: 50,
        ...(next && { NextToken: next }),
      }),
    );
    const events = (page.Events ?? []).map(
      ({ EventId = '', EventName = '', EventSource = '', EventTime, CloudTrailEvent }) => {
        const known = { id: EventId, name: EventName, source: EventSource };
        const at = EventTime?.toISOString() ?? to;
        return { ...known, at, record: CloudTrailEvent ?? JSON.stringify({ ...known, at }) };
      },
    );
    const refused = (page.$metadata.attempts ?? 1) - 1;
    return { events, refused, ...(page.NextToken && { next: page.NextToken }) };
  };
