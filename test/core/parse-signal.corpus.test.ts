import { existsSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parseSignal } from '../../shared/signal/parse-signal';
import { anEnvelope } from '../builders/an-envelope';
import { at } from '../builders/at';
import { CORPUS, type CorpusRecord, corpusRecords } from './corpus';

const present = existsSync(CORPUS);
const all = corpusRecords('cloudtrail.amazonaws.com');
/** Without an event id there is nothing to count a delivery by; AWS writes one into every record. */
const records = all.filter(({ eventID }) => typeof eventID === 'string');

/** The envelope as EventBridge would have made it, for the account the record was written for. */
function bodyOf(record: CorpusRecord): string {
  const account = /^\d{12}$/.test(String(record.recipientAccountId))
    ? String(record.recipientAccountId)
    : '111122223333';
  const detail = { ...record, recipientAccountId: account };
  return JSON.stringify(anEnvelope({ account, detail }));
}

test(`public records: ${present ? `${records.length} of ${all.length} have an event id` : `NOT CHECKED, ${CORPUS} is absent`}`, () => {
  expect(present ? records.length : 0).toBeGreaterThanOrEqual(present ? 20 : 0);
});

test('every public record of CloudTrail becomes a signal', () => {
  const parsed = records.map((record) => parseSignal(bodyOf(record), at(1)));
  expect(parsed.filter(({ kind }) => kind === 'refused')).toEqual([]);
});

test('every public StopLogging that names its trail leads to that trail', () => {
  const stops = records.filter(
    ({ eventName, requestParameters }) => eventName === 'StopLogging' && requestParameters,
  );
  const subjects = stops.map((record) => {
    const parsed = parseSignal(bodyOf(record), at(1));
    return parsed.kind === 'signal' && parsed.subjects[0];
  });
  expect(subjects).toEqual(stops.map(() => expect.objectContaining({ kind: 'trail' })));
});
