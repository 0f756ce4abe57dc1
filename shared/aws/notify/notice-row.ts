import type { Notice } from '../../domain/notification';
import type { Item } from '../table/table';

/**
 * Notices lie apart from incidents, so that the notifier can write no incident:
 *
 *   NOTICE#<incident>   <transition>#<channel>   what one channel is to tell, and how that went
 *   NOTICE#<incident>   TICKET#<channel>         the ticket that was made there
 *   COURIER#<channel>   COURIER                  who serves the channel now, and how much left this minute
 *   COURIER##reminders  CLOCK                    until when reminders were written down
 *   RETRY               <incident>#<notice>      that a dead one is to be tried again
 *
 * What waits is in the facet OUTBOX of the index `byFacet`; what could not be delivered, in UNDELIVERED.
 */
export const noticeKey = ({
  incidentId,
  id,
  channel,
}: Pick<Notice, 'incidentId' | 'id' | 'channel'>) => ({
  pk: `NOTICE#${incidentId}`,
  sk: `${id}#${channel}`,
});

export const ticketKey = (incidentId: string, channel: string) => ({
  pk: `NOTICE#${incidentId}`,
  sk: `TICKET#${channel}`,
});

export const courierKey = (channel: string) => ({ pk: `COURIER#${channel}`, sk: 'COURIER' });

/** No channel can have this name: `#`. */
export const clockKey = { pk: 'COURIER##reminders', sk: 'CLOCK' };

export const OUTBOX = 'OUTBOX';
export const UNDELIVERED = 'UNDELIVERED';

export const noticeFrom = (item: Item): Notice => {
  const { pk: _, sk: __, facet: ___, openedKey: ____, standing: _____, ...notice } = item;
  return notice as unknown as Notice;
};
