import { expect, test } from '@jest/globals';
import {
  claimDark,
  findDark,
  isNextMine,
  releaseDark,
  saveDark,
} from '../../shared/aws/dark/dark-row';
import { getIncident } from '../../shared/aws/incidents/find-incidents';
import { recordDark } from '../../shared/aws/incidents/record-dark';
import { incidentKey, update } from '../../shared/aws/table/table';
import { darkReport } from '../../shared/investigate/dark/dark-report';
import { emptyTally, type Tally } from '../../shared/investigate/dark/tally';
import { tablePerFile } from '../aws/open-test-table';

const table = tablePerFile();

const noon = new Date('2026-11-22T12:00:00Z');
const later = (seconds: number) => new Date(noon.getTime() + seconds * 1_000);
const claim = (id: string, owner: string, now: Date) =>
  claimDark<Tally>(table, id, { owner, now, leaseMs: 300_000 });

test('one investigator at a time reads an incident, until it releases it or its lease ends', async () => {
  expect(await claim('a', 'one', noon)).toMatchObject({ owner: 'one', covered: {}, files: [] });
  expect(await claim('a', 'two', later(1))).toBeUndefined();
  expect(await claim('a', 'one', later(2))).toBeDefined();
  expect(await claim('a', 'two', later(400))).toBeDefined();
  await releaseDark(table, 'a', 'two');
  expect(await claim('a', 'three', later(401))).toBeDefined();
});

test('the next investigator finds what is covered, and the one it took over from cannot overwrite it', async () => {
  const mine = await claim('b', 'one', noon);
  const covered = { '111122223333/us-east-1': [{ from: 'x', to: 'y' }] };
  expect(mine && (await saveDark(table, 'b', { ...mine, covered, tally: emptyTally }))).toBe(true);
  expect(await claim('b', 'two', later(400))).toMatchObject({ covered, tally: emptyTally });
  expect(mine && (await saveDark(table, 'b', { ...mine, covered: {} }))).toBe(false);
  expect(await findDark(table, 'b')).toMatchObject({ covered });
});

test('when many messages are due at once, one is sent', async () => {
  const at = later(900);
  const asked = await Promise.all(
    Array.from({ length: 5 }, () => isNextMine(table, 'c', { now: noon, at })),
  );
  expect(asked.filter(Boolean)).toHaveLength(1);
  expect(await isNextMine(table, 'c', { now: at, at: later(1_800) })).toBe(true);
});

const report = (at: Date, events: string) =>
  darkReport({
    tally: emptyTally,
    window: { from: noon.toISOString() },
    marginMinutes: 15,
    recovered: false,
    notRecoverable: [events],
    at: at.toISOString(),
  });

test('an incident has the latest report, and no report is written for an incident that does not exist', async () => {
  expect(await recordDark(table, 'inc-none', report(noon, 'x'))).toBe(false);
  await update(table, { key: incidentKey('inc-1'), set: { id: 'inc-1' } });
  expect(await recordDark(table, 'inc-1', report(later(10), 'new'))).toBe(true);
  expect(await recordDark(table, 'inc-1', report(noon, 'old'))).toBe(false);
  expect((await getIncident(table, 'inc-1'))?.dark?.notRecoverable).toEqual(['new']);
});
