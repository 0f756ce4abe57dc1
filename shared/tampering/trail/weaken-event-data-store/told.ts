import { field, text } from '../../../record/json';
import type { LogRecord } from '../../../record/log-record';
import { type Facts, pasteable } from '../../reported/facts';
import { telling } from '../../reported/report-drill';
import type { Lines, ToldRow } from '../../reported/reported-row';
import { undoIn } from '../../reported/undo-in';

/**
 * CloudTrail Lake holds a second copy of the events. Its settings are not kept in a baseline, so what
 * was there before is known to its owner only.
 */
export const weakenEventDataStore: ToldRow = {
  row: 'CT-12',
  title: 'Stop, weaken or delete an event data store or channel',
  severity: 'high',
  mitre: ['T1685.002', 'T1562.008'],
  notUndone: 'What an event data store was like before is in no baseline.',
  worst: 'DeleteEventDataStore',
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
  planned: 'Stores that cost too much are switched off in business hours, with a ticket.',
  toDo: (facts) => [
    {
      Preserve: isChannel(facts)
        ? 'aws cloudtrail get-channel --channel {target} --region {region}'
        : 'aws cloudtrail get-event-data-store --event-data-store {target} --region {region}',
    },
    undo(facts),
    'The trails go on without it; what it missed is in their bucket, and in Event history for 90 days.',
  ],
  drill: telling(
    'member',
    'cloudtrail:StopEventDataStoreIngestion',
    ({ memberAccountId, homeRegion }) => ({
      eventDataStore: `arn:aws:cloudtrail:${homeRegion}:${memberAccountId}:eventdatastore/EXAMPLE-f852-4e8f-8bd1-bcf6cEXAMPLE`,
    }),
  ),
};

const storeIn = ({ request }: LogRecord) => {
  const EventDataStore = text(field(request, 'eventDataStore')) ?? '';
  return { on: EventDataStore, input: { EventDataStore } };
};

const restore = (record: LogRecord) =>
  undoIn(record, 'cloudtrail:RestoreEventDataStore', storeIn(record));

const start = (record: LogRecord) =>
  undoIn(record, 'cloudtrail:StartEventDataStoreIngestion', storeIn(record));

const isChannel = ({ eventName, target }: Facts): boolean =>
  eventName.endsWith('Channel') || target.includes(':channel/');

function undo(facts: Facts): Lines {
  const { target, eventName, record } = facts;
  const on = (call: string, rest = '') =>
    `aws cloudtrail ${call} --event-data-store {target}${rest} --region {region}`;
  const start = on('start-event-data-store-ingestion');
  switch (eventName) {
    case 'StopEventDataStoreIngestion':
      return { Undo: start };
    case 'DeleteEventDataStore':
      return {
        'Undo, within 7 days': on('restore-event-data-store'),
        'Then wait until it says STOPPED_INGESTION': on('get-event-data-store', ' --query Status'),
        'Then, if it took events in before': start,
      };
    case 'UpdateEventDataStore':
      return {
        'Undo, as its owner knows it; add --organization-enabled only if it was one of the organization':
          on(
            'update-event-data-store',
            ' --multi-region-enabled --termination-protection-enabled --retention-period <days>',
          ),
      };
    case 'DisableFederation':
      return { Undo: on('enable-federation', ' --federation-role-arn <role-arn>') };
    case 'UpdateChannel':
      return {
        Undo: `aws cloudtrail update-channel --channel ${target} --destinations Type=EVENT_DATA_STORE,Location=<event-data-store-arn> --region {region}`,
      };
    case 'DeleteChannel':
      return {
        Undo: 'aws cloudtrail create-channel --name <name> --source <source> --destinations Type=EVENT_DATA_STORE,Location=<event-data-store-arn> --region {region}',
      };
    default:
      return {
        'Undo, with the policy that was there before': `aws cloudtrail put-resource-policy --resource-arn ${pasteable(record.resourceArns[0] ?? target, 'arn')} --resource-policy file://policy-before.json --region {region}`,
      };
  }
}
