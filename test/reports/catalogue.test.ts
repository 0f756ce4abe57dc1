import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readRecord } from '../../shared/record/log-record';
import { allTechniques } from '../../shared/tampering/catalogue';
import { NOW } from '../../shared/tampering/guidance/containment';
import { rows } from '../../shared/tampering/records/catalogue';
import { reportDrills, reportedRows } from '../../shared/tampering/reported/catalogue';
import { factsOf } from '../../shared/tampering/reported/facts';
import { filesExporting } from '../builders/files-exporting';
import { aRecord } from '../replay/a-record';
import { forwardedCalls } from '../techniques/forwarded-calls';
import { isForwarded } from './forwarding-rules';
import { drillPlace, enveloped, recordOf, told } from './here';

test('every row a record can show is put back by a technique or told with guidance, never neither', () => {
  const known = new Set([
    ...allTechniques.map(({ row }) => row),
    ...reportedRows.map(({ row }) => row),
  ]);
  expect([...new Set(rows.map(({ id }) => id))].filter((id) => !known.has(id))).toEqual([]);
});

test('every file of a reported row is in the catalogue, once', () => {
  const files = filesExporting('ToldRow', join(__dirname, '../../shared/tampering'));
  expect(files).toHaveLength(reportedRows.length);
  expect(new Set(reportedRows.map(({ row }) => row)).size).toBe(reportedRows.length);
});

test.each(reportedRows)('row $row says what a reader must know', (reported) => {
  expect(reported.title).toMatch(/^[A-Z][a-z]+,? /);
  expect(reported.mitre.join()).toMatch(/^T\d{4}(\.\d{3})?(,T\d{4}(\.\d{3})?)*$/);
  expect(reported.notUndone).toMatch(/\.$/);
  for (const why of Object.values(reported.notForwarded ?? {})) expect(why).toMatch(/\.$/);
});

const forwarded = forwardedCalls();
/** Lambda writes a version behind its names. */
const isNamed = (call: string): boolean =>
  forwarded.some((one) => one.replace(/20\d{6}(v\d+)?$/, '') === call);

test.each(reportedRows)(
  'every call of row $row is forwarded by the member template, or it says why not',
  ({ row, notForwarded = {} }) => {
    const calls = rows
      .filter(({ id }) => id === row)
      .flatMap(({ events }) => Object.entries(events))
      .flatMap(([source, names]) => names.map((name) => `${source} ${name}`));
    expect(calls.filter((call) => !isNamed(call) && !Object.hasOwn(notForwarded, call))).toEqual(
      [],
    );
    expect(Object.keys(notForwarded).filter((call) => !calls.includes(call))).toEqual([]);
  },
);

test.each(reportDrills(drillPlace))(
  'the drill of row $row is told as that row',
  async ({ row, drill }) => {
    const reports = await told(recordOf(drill));
    expect(reports.map((report) => report.row)).toEqual([row]);
  },
);

test.each(reportDrills(drillPlace))(
  'the drill of row $row reaches us exactly if its row says so',
  ({ drill, reaches }) => {
    expect(isForwarded(enveloped(recordOf(drill)))).toBe(reaches);
  },
);

test.each(reportDrills(drillPlace))(
  'the guidance of row $row is short: planned or not, what to keep or undo, what if it goes on',
  async ({ drill }) => {
    const [report] = await told(recordOf(drill));
    const guidance = report?.guidance ?? [];
    expect(guidance.length).toBeGreaterThanOrEqual(3);
    expect(guidance.length).toBeLessThanOrEqual(13);
    expect(guidance[0]).toMatch(/^Planned\? arn:aws:sts::\d+:assumed-role\/Admin\/mallory did it/);
    expect(guidance.join('\n')).toMatch(/aws [a-z0-9-]+ [a-z-]+|npx serverless deploy/);
    expect(guidance.at(-1)).toContain('--role-name Admin --policy-name AWSRevokeOlderSessions');
  },
);

test('the stop that a rogue trail is answered with is declared first, because it would be undone', async () => {
  const created = { name: 'CreateTrail', request: { name: 'rogue', s3BucketName: 'theirs' } };
  const [report] = await told(aRecord({ source: 'cloudtrail', ...created }));
  const at = (text: string) => report?.guidance.findIndex((line) => line.includes(text)) ?? -1;
  expect(at('trailwarden exempt add arn:aws:cloudtrail:')).toBeGreaterThan(0);
  expect(at('aws cloudtrail stop-logging --name ')).toBeGreaterThan(at('trailwarden exempt add'));
});

test.each(reportedRows)(
  'the guidance of row $row pastes nothing an attacker typed into a shell',
  (reported) => {
    const hostile = '$(curl example.com)`x`;\n-rf';
    for (const { events } of rows.filter(({ id }) => id === reported.row)) {
      for (const [eventSource, names] of Object.entries(events)) {
        for (const eventName of names) {
          const record = readRecord({
            eventSource,
            eventName,
            userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::111122223333:user/${hostile}` },
            sourceIPAddress: hostile,
            awsRegion: hostile,
            requestParameters: new Proxy({ any: hostile }, everything(hostile)),
          });
          if (!record) throw new Error('This is no record.');
          expect(
            reported.guidance(factsOf(record, hostile)).join('').replaceAll(NOW, ''),
          ).not.toMatch(/curl|\$\(|`x/);
        }
      }
    }
  },
);

/** Every field that is asked for holds this. */
const everything = (value: string): ProxyHandler<object> => ({
  get: () => value,
  has: () => true,
  getOwnPropertyDescriptor: () => ({ value, configurable: true, enumerable: true }),
});
