import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { namesLogGroup, subjectsNamed } from '../../shared/signal/names';
import { allTechniques } from '../../shared/tampering/catalogue';
import { logGroupRecords } from '../../shared/tampering/log-group/records';
import { rows } from '../../shared/tampering/records/catalogue';
import { aRecord } from '../replay/a-record';
import { rowsOf } from '../replay/judging';
import { isForwarded } from './forwarding-rules';
import { enveloped, guarded } from './here';

const source = 'logs.amazonaws.com';
const accountId = '111122223333';
const region = 'us-east-1';
const arnOf = (name: string): string => `arn:aws:logs:${region}:${accountId}:log-group:${name}`;
const group = { kind: 'log-group', accountId, region, id: arnOf('trail') } as const;

/** Every way in which a call may name a group: AWS takes an ARN as it lists it, with `:*`, and without. */
const ways = (name: string): readonly Readonly<Record<string, string>>[] => [
  { logGroupName: name },
  ...['logGroupIdentifier', 'resourceIdentifier'].flatMap((parameter) =>
    [name, arnOf(name), `${arnOf(name)}:*`].map((said) => ({ [parameter]: said })),
  ),
];

const techniques = allTechniques.filter(({ subject }) => subject === 'log-group');
const byTechnique = techniques.flatMap(({ events }) => events[source] ?? []);
const byRow = logGroupRecords
  .filter((row) => 'subject' in row && row.subject === 'logGroups')
  .flatMap(({ events }) => events[source] ?? [])
  .filter((name) => name !== 'PutResourcePolicy'); // names its groups inside a document
const anyWay = fc.constantFrom(...ways('trail'));

const asked = (name: string, request: object) =>
  aRecord({
    source: 'logs',
    name,
    request: { ...request, logGroupClass: 'DELIVERY', retentionInDays: 1 },
    awsRegion: region,
    recipientAccountId: accountId,
  });

test('a call on the log group of the trails is forwarded and is about that group, however it names it', () => {
  expect(rows).toEqual(expect.arrayContaining([...logGroupRecords]));
  const names = [...new Set([...byTechnique, ...byRow])];
  expect(names.length).toBeGreaterThan(8);
  fc.assert(
    fc.property(fc.constantFrom(...names), anyWay, (eventName, request) => {
      expect(isForwarded(enveloped(asked(eventName, request)))).toBe(true);
      const call = { eventName, accountId, region, parameters: request, resources: [] };
      expect(namesLogGroup(group, call)).toBe(true);
      const known = byTechnique.includes(eventName) ? [group] : [];
      expect(subjectsNamed({ ...call, eventSource: source }, [group])).toEqual(known);
    }),
    { numRuns: 500 },
  );
});

test('each row of log groups is judged the same, however the call names the group', () => {
  const [plain = {}, ...others] = ways('trail');
  for (const name of byRow) {
    const expected = rowsOf(asked(name, plain));
    for (const way of others) expect(rowsOf(asked(name, way))).toEqual(expected);
  }
});

test('a group that only begins or ends as ours is another, however the call names it', () => {
  fc.assert(
    fc.property(fc.constantFrom('trail-2', 'my-trail', 'a/trail'), (name) => {
      for (const parameters of ways(name)) {
        const call = { eventName: 'DeleteLogGroup', accountId, region, parameters, resources: [] };
        expect(namesLogGroup(group, call)).toBe(false);
      }
    }),
  );
  expect(guarded.logGroup).toBe('trail');
});
