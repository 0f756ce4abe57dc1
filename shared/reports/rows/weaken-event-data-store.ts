import { field, text } from '../../replay/json';
import type { LogRecord } from '../../replay/log-record';
import { type Facts, pasteable } from '../facts';
import { goesOn, inPlace, planned } from '../lines';
import { told } from '../report-drill';
import type { ReportedRow } from '../reported-row';
import { undoIn } from '../undo-in';

/**
 * CloudTrail Lake holds a second copy of the events. Its settings are not kept in a baseline, so what
 * was there before is known to its owner only.
 */
export const weakenEventDataStore: ReportedRow = {
  row: 'CT-12',
  title: 'Stop, weaken or delete an event data store or channel',
  severity: 'high',
  mitre: ['T1685.002', 'T1562.008'],
  notUndone: 'What an event data store was like before is in no baseline.',
  undo: {
    calls: {
      StopEventDataStoreIngestion: ['cloudtrail:StartEventDataStoreIngestion'],
      // Nothing tells whether it took events in: a second copy too many is the safer mistake.
      DeleteEventDataStore: [
        'cloudtrail:RestoreEventDataStore',
        'cloudtrail:StartEventDataStoreIngestion',
      ],
    },
    steps: (record) =>
      record.eventName === 'DeleteEventDataStore'
        ? [...restore(record), ...start(record)]
        : record.eventName === 'StopEventDataStoreIngestion'
          ? start(record)
          : [],
  },
  guidance: (facts) => [
    planned(facts, 'Stores that cost too much are switched off in business hours, with a ticket.'),
    `Preserve: ${inPlace(`aws cloudtrail get-event-data-store --event-data-store ${facts.target}`, facts)} > event-data-store.json`,
    `Undo: ${undo(facts)}`,
    'The trails go on without it; what it missed is in their bucket, and in Event history for 90 days.',
    goesOn(facts),
  ],
  drill: ({ memberAccountId, homeRegion }) =>
    told({
      accountId: memberAccountId,
      region: homeRegion,
      eventSource: 'cloudtrail.amazonaws.com',
      eventName: 'StopEventDataStoreIngestion',
      requestParameters: {
        eventDataStore: `arn:aws:cloudtrail:${homeRegion}:${memberAccountId}:eventdatastore/EXAMPLE-f852-4e8f-8bd1-bcf6cEXAMPLE`,
      },
    }),
};

const storeIn = ({ request }: LogRecord) => {
  const EventDataStore = text(field(request, 'eventDataStore')) ?? '';
  return { on: EventDataStore, input: { EventDataStore } };
};

const restore = (record: LogRecord) =>
  undoIn(record, 'cloudtrail:RestoreEventDataStore', storeIn(record));

const start = (record: LogRecord) =>
  undoIn(record, 'cloudtrail:StartEventDataStoreIngestion', storeIn(record));

function undo(facts: Facts): string {
  const { target, eventName, record } = facts;
  const start = inPlace(
    `aws cloudtrail start-event-data-store-ingestion --event-data-store ${target}`,
    facts,
  );
  switch (eventName) {
    case 'StopEventDataStoreIngestion':
      return start;
    case 'DeleteEventDataStore':
      return `within 7 days, ${inPlace(`aws cloudtrail restore-event-data-store --event-data-store ${target}`, facts)} && ${start}`;
    case 'UpdateEventDataStore':
      return inPlace(
        `aws cloudtrail update-event-data-store --event-data-store ${target} --multi-region-enabled --organization-enabled --termination-protection-enabled --retention-period <days>`,
        facts,
      );
    case 'DisableFederation':
      return inPlace(
        `aws cloudtrail enable-federation --event-data-store ${target} --role <role-arn>`,
        facts,
      );
    case 'UpdateChannel':
      return inPlace(
        `aws cloudtrail update-channel --channel ${target} --destinations <destinations>`,
        facts,
      );
    case 'DeleteChannel':
      return inPlace(
        'aws cloudtrail create-channel --name <name> --source <source> --destinations <destinations>',
        facts,
      );
    default:
      return inPlace(
        `aws cloudtrail put-resource-policy --resource-arn ${pasteable(record.resourceArns[0] ?? target, 'arn')} --resource-policy file://policy-before.json`,
        facts,
      );
  }
}
