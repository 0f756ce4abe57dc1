import { tmpdir } from 'node:os';
import { afterEach, expect, test } from '@jest/globals';
import { type LogLimits, logFilesSource } from '../../services/cli/log-files/log-files-source';
import { openLogs } from '../../services/cli/log-files/open-logs';
import type { Lookup, RecordSource } from '../../shared/domain/lookup';
import { trace } from '../../shared/investigate/lineage/trace';
import { type LogFileOf, logFileOf, logFolder } from './a-log-folder';
import { HUB, MEMBER, sessionIdentity, stopLogging, told } from './records';
import { deploy, twoAccounts } from './two-accounts';

const made: { readonly remove: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const { remove } of made.splice(0)) await remove();
});

async function sourceOf(files: readonly LogFileOf[], limits?: LogLimits): Promise<RecordSource> {
  const folder = await logFolder(files);
  made.push(folder);
  return logFilesSource(openLogs(folder.path, {}), limits);
}

const now = () => Date.parse('2027-06-01T00:00:00Z');
const walked = async (...sources: readonly RecordSource[]) =>
  trace({ sources, regions: ['us-east-1', 'eu-west-1'], now }, told());

/** Event history, half a year later. */
const forgotten: RecordSource = {
  name: 'Event history',
  lookUp: async () => ({
    kind: 'unread',
    why: { kind: 'rejected', code: 'OlderThan90Days', call: 'cloudtrail:LookupEvents' },
  }),
};

const stop = stopLogging(sessionIdentity(deploy), { recipientAccountId: MEMBER });
const lookup: Lookup = {
  accountId: MEMBER,
  region: 'us-east-1',
  attribute: { key: 'EventId', value: 'event-1' },
  from: '2026-11-21T09:00:00.000Z',
  to: '2026-11-21T11:00:00.000Z',
};

test('a chain that Event history has forgotten is walked through the log files of two accounts', async () => {
  const inOrganization = twoAccounts
    .map((record): Record<string, unknown> => ({ recipientAccountId: MEMBER, ...record }))
    .map((record) =>
      logFileOf(record, record.recipientAccountId === HUB ? 'o-example1234' : undefined),
    );
  const lineage = await walked(forgotten, await sourceOf(inOrganization));
  expect(lineage).toMatchObject({ ends: 'human', human: { name: 'alice', certainty: 'certain' } });
  expect(lineage.links.map(({ evidence }) => evidence)).toEqual(
    inOrganization.map(({ key }) => expect.objectContaining({ source: 'log files', file: key })),
  );
});

test('a call that Event history does not have is looked for in the log files, record by record', async () => {
  const empty: RecordSource = {
    name: 'Event history',
    lookUp: async () => ({ kind: 'read', records: [], complete: true }),
  };
  const { links } = await walked(empty, await sourceOf([logFileOf(stop)]));
  expect(links[0]?.evidence).toMatchObject({ source: 'log files', eventId: 'event-1' });
});

test('a record is found by its id, by its call and by a key that it returned', async () => {
  const [, issued = {}] = twoAccounts;
  const files = [logFileOf(stop), logFileOf({ ...issued, awsRegion: 'us-east-1' })];
  const { lookUp } = await sourceOf(files);
  const idsBy = async (attribute: Lookup['attribute']) => {
    const looked = await lookUp({ ...lookup, attribute });
    const records = looked.kind === 'read' ? looked.records : [];
    return records.map((record) => (record as { readonly eventID: string }).eventID);
  };
  expect(await idsBy({ key: 'EventId', value: 'event-1' })).toEqual(['event-1']);
  expect(await idsBy({ key: 'EventName', value: 'StopLogging' })).toEqual(['event-1']);
  expect(await idsBy({ key: 'EventName', value: 'Stop' })).toEqual([]);
  // The StopLogging was made with that key, and did not give it out.
  expect(await idsBy({ key: 'ResourceName', value: 'ASIADEPLOY' })).toEqual([
    `issue-of-ASIADEPLOY-in-${MEMBER}`,
  ]);
});

test('a call just before midnight is found in the file of the next day', async () => {
  const late = { ...stop, eventTime: '2026-11-21T23:59:30Z' };
  const file = logFileOf(late);
  expect(file.key).toContain('/2026/11/22/');
  const { lookUp } = await sourceOf([file]);
  const found = await lookUp({ ...lookup, to: '2026-11-21T23:59:59.000Z' });
  expect(found).toMatchObject({ kind: 'read', records: [late], complete: true });
});

test('a call outside the wanted time is not found', async () => {
  const { lookUp } = await sourceOf([logFileOf(stop)]);
  const before = { from: '2026-11-21T09:00:00.000Z', to: '2026-11-21T09:59:00.000Z' };
  expect(await lookUp({ ...lookup, ...before })).toMatchObject({ records: [], complete: true });
});

test('logs without files of the account do not prove that nothing happened there', async () => {
  const source = await sourceOf([logFileOf(stop)]);
  expect(await source.lookUp({ ...lookup, accountId: HUB })).toMatchObject({
    kind: 'unread',
    why: { code: 'NoLogFilesOfIt' },
  });
  expect(await source.lookUp({ ...lookup, region: 'eu-west-1' })).toMatchObject({ kind: 'unread' });
});

test('a damaged file, a truncated file or too many files make an answer incomplete', async () => {
  const file = logFileOf(stop);
  const other = (body: Uint8Array) => ({ key: `${file.key.slice(0, -8)}x.json.gz`, body });
  const cases = [
    [other(new Uint8Array([0x1f, 0x8b, 0, 0]))],
    [other(file.body.subarray(0, file.body.length - 20))],
  ];
  for (const damaged of cases) {
    const { lookUp } = await sourceOf(damaged);
    expect(await lookUp(lookup)).toMatchObject({ kind: 'read', complete: false });
  }
  const first = { ...stop, eventID: 'event-0', eventTime: '2026-11-21T09:30:00Z' };
  const files = [logFileOf(first), file];
  const asked = { ...lookup, attribute: { key: 'EventId', value: 'event-0' } } as const;
  const { lookUp } = await sourceOf(files, { files: 1, bytes: 1_000_000 });
  expect(await lookUp(asked)).toMatchObject({ records: [], complete: false });
  const poor = await sourceOf(files, { files: 10, bytes: 100 });
  expect(await poor.lookUp(asked)).toMatchObject({ records: [], complete: false });
});

test('a bucket that denies the read ends the chain, with that reason', async () => {
  const denied = Object.assign(new Error('no'), { name: 'AccessDenied' });
  const folders = async () => Promise.reject(denied);
  const { objects, prefix } = openLogs(tmpdir(), {});
  const source = logFilesSource({ objects: { ...objects, folders }, prefix });
  expect(await source.lookUp(lookup)).toMatchObject({ kind: 'unread', why: { kind: 'denied' } });
  const { unread } = await walked(forgotten, source);
  expect(unread).toContain(
    `log files of ${MEMBER} in us-east-1: s3:ListBucket was denied (AccessDenied).`,
  );
});

test('the prefix of a bucket is read from every spelling of --logs', () => {
  const prefixOf = (where: string) => openLogs(where, { region: 'us-east-1' }).prefix;
  expect(prefixOf('s3://logs')).toBe('');
  expect(prefixOf('s3://logs/')).toBe('');
  expect(prefixOf('s3://logs/AWSLogs/')).toBe('');
  expect(prefixOf('s3://logs/org/trail/AWSLogs/111122223333')).toBe('org/trail');
  expect(prefixOf('s3://logs/org/')).toBe('org');
  expect(() => prefixOf('s3:///org')).toThrow('--logs must be s3://BUCKET/PREFIX');
});
