import { type LogRecord, readRecord } from '../../record/log-record';
import { rowsFor } from '../records/catalogue';
import { type Facts, factsOf } from './facts';
import type { DrilledRecord, ReportDrill } from './report-drill';
import type { ReportedRow } from './reported-row';

/** What guidance says of a row's own drill, for people who read it before anything has happened. */
export function exampleOf(
  { row }: Pick<ReportedRow, 'row'>,
  drill: ReportDrill,
): { readonly record: LogRecord; readonly facts: Facts } {
  const record = readRecord({ ...EVENT, ...recordOf(drill) });
  if (!record) throw new Error(`The drill of ${row} makes no call.`);
  const [judging] = rowsFor(record).filter(({ id }) => id === row);
  const [target = record.accountId ?? ''] = judging?.targets(record) ?? [];
  return { record, facts: factsOf(record, target) };
}

const EVENT = {
  eventTime: '2026-11-21T03:12:00Z',
  sourceIPAddress: '203.0.113.9',
  userIdentity: {
    type: 'AssumedRole',
    arn: 'arn:aws:sts::111122223333:assumed-role/Deploy/mallory',
    accountId: '111122223333',
  },
};

function recordOf(drill: ReportDrill): object {
  const told = drill.kind === 'record' ? drill.record : calledBy(drill);
  const { accountId, region, ...rest } = told;
  return { ...rest, recipientAccountId: accountId, awsRegion: region };
}

/** The record of the last call, with the parameters spelled as records spell them. */
export function calledBy({
  accountId,
  calls,
}: Extract<ReportDrill, { kind: 'calls' }>): DrilledRecord {
  const { call = '', region = '', input = {} } = calls.at(-1) ?? {};
  const [service = '', eventName = ''] = call.split(':');
  const spelled = Object.entries(input).map(([key, value]) => [lowered(key), value]);
  return {
    ...{ accountId, region, eventName },
    eventSource: `${service}.amazonaws.com`,
    requestParameters: Object.fromEntries(spelled),
  };
}

const lowered = (key: string): string => key.charAt(0).toLowerCase() + key.slice(1);
