import { missingStreams, streamsOf } from '../../../domain/selectors';
import { field, flag, number, text } from '../../../record/json';
import type { LogRecord } from '../../../record/log-record';
import { type Effect, harm, none, unclear } from '../../../record/row';
import { allManagement, selectorsOf } from '../../../record/selectors-of';
import { each, openRowsOf } from '../../records/rows-of';
import { weakenEventDataStore } from './told';

/** A year: what AWS charges for from the first day. Shorter retention of an event data store is a cut. */
const LEAST_RETENTION_DAYS = 365;

const onEventDataStore = openRowsOf({
  source: 'cloudtrail.amazonaws.com',
  targets: ({ request }) => {
    const names = ['eventDataStore', 'channel', 'resourceArn'];
    return names.flatMap((name) => text(field(request, name)) ?? []).slice(0, 1);
  },
});

/** CloudTrail Lake: takes no new customers since May 2026, and matters where it is in use. */
export const weakenEventDataStoreRecords = [
  onEventDataStore(
    weakenEventDataStore,
    each(
      [
        'StopEventDataStoreIngestion',
        'UpdateEventDataStore',
        'DeleteEventDataStore',
        'DisableFederation',
        'PutResourcePolicy',
        'DeleteResourcePolicy',
        'UpdateChannel',
        'DeleteChannel',
      ],
      judged,
    ),
  ),
];

function judged(record: LogRecord, _: unknown, target: string): Effect {
  const { eventName } = record;
  if (eventName === 'UpdateEventDataStore') return weakens(record, target);
  if (eventName !== 'PutResourcePolicy') return harm(`${SAID[eventName] ?? 'Changed'}: ${target}.`);
  return /"Effect"\s*:\s*"Deny"/.test(text(field(record.request, 'resourcePolicy')) ?? '')
    ? harm(`The policy of ${target} now denies.`)
    : none;
}

const SAID: Readonly<Record<string, string>> = {
  StopEventDataStoreIngestion: 'An event data store takes in no more events',
  DeleteEventDataStore: 'An event data store was deleted (it can be restored for 7 days)',
  DisableFederation: 'An event data store can no longer be queried through federation',
  DeleteResourcePolicy: 'A policy was deleted',
  UpdateChannel: 'A channel was changed',
  DeleteChannel: 'A channel was deleted',
};

function weakens(record: LogRecord, target: string): Effect {
  const { request } = record;
  if (!request)
    return unclear(`Event data store ${target} was updated; the record does not say how.`);
  const off = SWITCHES.filter((name) => flag(field(request, name)) === false);
  if (off.length > 0) return harm(`Event data store ${target}: ${off.join(', ')} turned off.`);
  const days = number(field(request, 'retentionPeriod'));
  if (days !== undefined && days < LEAST_RETENTION_DAYS)
    return harm(`Event data store ${target} keeps events for ${days} days only.`);
  const selectors = selectorsOf({ ...record, response: {} });
  if (!selectors) return none;
  // A store of data events or configuration items never had management events to lose.
  if (!streamsOf(selectors).some(({ category }) => category === 'Management')) {
    return unclear(`Event data store ${target} selects no management events; it may never have.`);
  }
  return missingStreams(allManagement, selectors).length > 0
    ? harm(`Event data store ${target} leaves management events out.`)
    : none;
}

const SWITCHES = ['terminationProtectionEnabled', 'multiRegionEnabled', 'organizationEnabled'];
