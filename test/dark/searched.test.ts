import { expect, test } from '@jest/globals';
import { historySpans } from '../../services/investigator/event-history';
import { notRecoverable } from '../../shared/investigate/dark/not-recoverable';
import { placesOf } from '../../shared/investigate/dark/places-of';
import { searched } from '../../shared/investigate/dark/searched';

const clock = (at: string) => ({ at: `2026-11-22T${at}Z`, source: 'clock' as const });

test('each blind window is searched with a margin before and after it', () => {
  expect(
    searched({ windows: [{ from: clock('10:00:00.400'), to: clock('10:00:03.100') }] }, 15),
  ).toEqual({
    spans: [{ from: '2026-11-22T09:45:00Z', to: '2026-11-22T10:15:03Z' }],
    until: '2026-11-22T10:15:03Z',
    window: { from: '2026-11-22T10:00:00.400Z', to: '2026-11-22T10:00:03.100Z' },
  });
});

test('a fight of many windows is searched once, and windows far apart are searched apart', () => {
  const windows = [
    { from: clock('10:00:00'), to: clock('10:00:01') },
    { from: clock('10:05:00'), to: clock('10:05:01') },
    { from: clock('12:00:00'), to: clock('12:00:01') },
  ];
  expect(searched({ windows }, 15)?.spans).toEqual([
    { from: '2026-11-22T09:45:00Z', to: '2026-11-22T10:20:01Z' },
    { from: '2026-11-22T11:45:00Z', to: '2026-11-22T12:15:01Z' },
  ]);
});

test('while a trail is blind its search has no end', () => {
  const search = searched({ windows: [], blindSince: '2026-11-22T10:00:00Z' }, 15);
  expect(search).toMatchObject({ window: { from: '2026-11-22T10:00:00.000Z' } });
  expect(search).not.toHaveProperty('until');
  expect(search?.spans[0]?.to.startsWith('9000')).toBe(true);
});

test('without a blind window there is no search', () => {
  expect(searched({ windows: [] }, 15)).toBeUndefined();
});

test('Event history has 90 days, and settles with CloudTrail’s delay', () => {
  const { settled, unsettled } = historySpans(new Date('2026-11-22T10:15:00.500Z'), 15);
  expect(settled).toEqual({ from: '2026-08-24T11:15:00Z', to: '2026-11-22T09:59:59Z' });
  expect(unsettled).toEqual({ from: '2026-11-22T10:00:00Z', to: '2026-11-22T10:15:00Z' });
});

test('the search covers the account of the trail and every account on the actor’s way', () => {
  const actor = { type: 'AssumedRole', principal: 'x', accountId: '444455556666', chain: ['x'] };
  const evidence = { eventSource: 's', eventName: 'n', actor };
  const incident = { accountId: '111122223333', region: 'us-east-1', evidence };
  expect(placesOf(incident, ['us-east-1', 'eu-west-1'])).toEqual([
    { accountId: '111122223333', region: 'us-east-1' },
    { accountId: '111122223333', region: 'eu-west-1' },
    { accountId: '444455556666', region: 'us-east-1' },
    { accountId: '444455556666', region: 'eu-west-1' },
  ]);
  const through = {
    kind: 'session',
    principal: 'x',
    accountId: '777788889999',
    evidence: { source: 'Event history' },
    certainty: 'likely',
    why: 'a record',
  } as const;
  const lineage = { links: [through], ends: 'unknown', why: 'it ends', unread: [] } as const;
  expect(
    placesOf({ ...incident, lineage }, ['us-east-1']).map(({ accountId }) => accountId),
  ).toEqual(['111122223333', '444455556666', '777788889999']);
  expect(placesOf({ accountId: '111122223333', region: 'eu-west-1' }, ['us-east-1'])).toHaveLength(
    2,
  );
});

test('a report always says that data events cannot be recovered, beside the places that could not be read', () => {
  const where = {
    accounts: ['111122223333'],
    blinded: { kind: 'account' },
    others: 0,
    reading: { kind: 'read' },
  } as const;
  const least = notRecoverable({ missed: [], lost: 0, left: false, where });
  expect(least.join(' ')).toContain('Data events');
  const why = { kind: 'denied', code: 'AccessDenied', call: 'cloudtrail:LookupEvents' } as const;
  const one = { accountId: '111122223333', region: 'eu-west-1', why };
  const [missed] = notRecoverable({ missed: [one], lost: 0, left: false, where });
  expect(missed).toBe(
    '111122223333 eu-west-1 could not be read: cloudtrail:LookupEvents was denied (AccessDenied).',
  );
  const many = Array.from({ length: 500 }, () => one);
  const told = notRecoverable({ missed: many, lost: 7, left: false, where });
  expect(told.length).toBeLessThan(30);
  expect(told).toContain('480 more accounts × Regions could not be read.');
  expect(told.join(' ')).toContain('7 accounts × Regions could not be read and are not tried');
});
