import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { investigate } from '../../services/investigator/investigate';
import type { HistoryEvent } from '../../shared/aws/dark/event-history';
import type { DarkManifest } from '../../shared/domain/dark';
import { aHistoryEvent } from './a-history-event';
import { aDarkWorld, type DarkWorld, idsIn } from './an-investigator';

const INCIDENT = 'inc-20261121t204953-9f2c41';

/** The investigator's Regions share a history in these tests; an event says where it belongs. */
const inRegion = (region: string, wanted: Parameters<typeof aHistoryEvent>[0]): HistoryEvent => {
  const event = aHistoryEvent(wanted);
  return { ...event, record: event.record.replace('{', `{"awsRegion":"${region}",`) };
};
const inDark = (second: number, id: string, region = 'eu-west-1'): HistoryEvent =>
  inRegion(region, { id, at: new Date(Date.UTC(2026, 10, 21, 20, 50, second)).toISOString() });

const filesIn = ({ stored }: DarkWorld) =>
  [...stored.values()].filter(({ key }) => key.endsWith('.jsonl.gz'));

function manifestIn({ stored, report }: DarkWorld): DarkManifest {
  const body = stored.get(report?.manifest?.key ?? '')?.body;
  return JSON.parse(Buffer.from(body ?? []).toString()) as DarkManifest;
}

test('once CloudTrail has delivered, every event of the dark is kept, listed, counted and told', async () => {
  const world = aDarkWorld();
  world.history = [inDark(1, 'a'), inDark(2, 'b'), inDark(2, 'c', 'us-east-1')];
  expect(await investigate(world.investigator, INCIDENT)).toBe('done');
  expect(filesIn(world).flatMap(idsIn).sort()).toEqual(['a', 'b', 'c']);
  expect(world.report).toMatchObject({ recovered: true, events: 3, byOthers: { events: 3 } });
  expect(world.asked).toEqual([]);
});

test('the manifest has the sum of each file, and the incident that of the manifest', async () => {
  const world = aDarkWorld();
  world.history = [inDark(1, 'a'), inDark(2, 'c', 'us-east-1')];
  await investigate(world.investigator, INCIDENT);
  const sum = (body: Uint8Array) => createHash('sha256').update(body).digest('hex');
  const { key = '', sha256 } = world.report?.manifest ?? {};
  expect(sum(world.stored.get(key)?.body ?? new Uint8Array())).toBe(sha256);
  const { files, events } = manifestIn(world);
  expect(events).toBe(2);
  expect(files.map((file) => file.sha256).toSorted()).toEqual(
    filesIn(world)
      .map(({ body }) => sum(body))
      .toSorted(),
  );
  expect(files[0]?.key).toBe(
    `${INCIDENT}/111122223333/eu-west-1/20261121T203450Z-20261121T210655Z.jsonl.gz`,
  );
});

test('a second investigation of the same incident reads nothing and changes nothing', async () => {
  const world = aDarkWorld();
  world.history = [inDark(1, 'a')];
  await investigate(world.investigator, INCIDENT);
  const { report, pages, stored } = { ...world, stored: new Map(world.stored) };
  expect(await investigate(world.investigator, INCIDENT)).toBe('done');
  expect(world.pages).toBe(pages);
  expect(world.report).toEqual(report);
  expect(world.stored).toEqual(stored);
});

test('seconds after a restoration there is a first report, and no evidence is kept for it', async () => {
  const world = aDarkWorld();
  world.now = new Date('2026-11-21T20:52:10Z');
  world.history = [inDark(1, 'a')];
  expect(await investigate(world.investigator, INCIDENT)).toBe('later');
  expect(world.report).toMatchObject({ recovered: false, events: 1 });
  expect(world.report?.notRecoverable.join(' ')).toContain('may still be delivering');
  expect(filesIn(world)).toEqual([]);
  expect(world.asked).toEqual([{ id: INCIDENT, inSeconds: 900 }]);
});

test('the events of the first report are counted once when they are kept, with those that came late', async () => {
  const world = aDarkWorld();
  world.now = new Date('2026-11-21T20:52:10Z');
  world.history = [inDark(1, 'a')];
  await investigate(world.investigator, INCIDENT);
  world.history = [...world.history, inDark(3, 'late')];
  world.now = new Date('2026-11-21T21:30:00Z');
  expect(await investigate(world.investigator, INCIDENT)).toBe('done');
  expect(world.report?.events).toBe(2);
  expect(filesIn(world).flatMap(idsIn).sort()).toEqual(['a', 'late']);
});

test('a later window costs only the reads that are new', async () => {
  const world = aDarkWorld();
  world.history = [inDark(1, 'a')];
  await investigate(world.investigator, INCIDENT);
  const clock = (at: string) => ({ at, source: 'clock' as const });
  world.incident = {
    ...world.incident,
    windows: [
      ...world.incident.windows,
      { from: clock('2026-11-21T21:00:00Z'), to: clock('2026-11-21T21:00:05Z') },
    ],
  };
  world.now = new Date('2026-11-21T22:00:00Z');
  world.history = [
    ...world.history,
    inRegion('eu-west-1', { id: 'new', at: '2026-11-21T21:10:00.000Z' }),
  ];
  expect(await investigate(world.investigator, INCIDENT)).toBe('done');
  expect(world.report?.events).toBe(2);
  expect(manifestIn(world).files.map(({ from, to }) => [from, to])).toEqual([
    ['2026-11-21T20:34:50Z', '2026-11-21T21:06:55Z'],
    ['2026-11-21T21:06:56Z', '2026-11-21T21:15:05Z'],
  ]);
});

/** The first and the last second of what is searched, and those just outside; the first window's end begins another. */
const EDGES = {
  before: '2026-11-21T20:34:49Z',
  first: '2026-11-21T20:34:50Z',
  shared: '2026-11-21T20:51:55Z',
  settled: '2026-11-21T20:59:59Z', // up to which the look at 21:15 keeps what it reads
  last: '2026-11-21T21:08:00Z',
  after: '2026-11-21T21:08:01Z',
};

test('an event in the first or last second, or in the second that two windows or two looks share, is counted once', async () => {
  const world = aDarkWorld();
  const clock = (at: string) => ({ at, source: 'clock' as const });
  const next = { from: clock('2026-11-21T20:51:55Z'), to: clock('2026-11-21T20:53:00Z') };
  world.incident = { ...world.incident, windows: [...world.incident.windows, next] };
  world.history = Object.entries(EDGES).flatMap(([id, at]) => [
    inRegion('eu-west-1', { id, at }),
    inRegion('eu-west-1', { id: `${id}, the same second`, at }),
  ]);
  const within = ['first', 'last', 'settled', 'shared'];
  for (const now of ['21:14:59', '21:15:00', '21:15:01', '21:23:00', '21:30:00', '22:00:00']) {
    world.now = new Date(`2026-11-21T${now}Z`);
    await investigate(world.investigator, INCIDENT);
  }
  expect(filesIn(world).flatMap(idsIn).sort()).toEqual(
    within.flatMap((id) => [id, `${id}, the same second`]),
  );
  expect(world.report).toMatchObject({ recovered: true, events: 8 });
});

test('an investigation that runs out of time goes on where it stopped, and no event is kept twice', async () => {
  const world = aDarkWorld();
  world.history = Array.from({ length: 120 }, (_, index) => inDark(index % 60, `e${index}`));
  // Enough to begin a file, and none left once a second is read.
  let calls = 0;
  const hurried = {
    ...world.investigator,
    leftMs: () => (calls++ % 4 < 2 ? 300_000 : 0),
  };
  const outcomes: string[] = [];
  for (let tries = 0; tries < 200 && outcomes.at(-1) !== 'done'; tries += 1) {
    outcomes.push(await investigate(hurried, INCIDENT));
  }
  expect(outcomes.filter((outcome) => outcome === 'later').length).toBeGreaterThan(5);
  expect(outcomes.at(-1)).toBe('done');
  const kept = filesIn(world).flatMap(idsIn);
  expect(kept.toSorted()).toEqual(world.history.map(({ id }) => id).toSorted());
  expect(world.report?.events).toBe(120);
  expect(world.asked.every(({ inSeconds }) => inSeconds === 0)).toBe(true);
});

test('a Region that denies is told and tried again for a day, and the others are read', async () => {
  const world = aDarkWorld();
  const denied = Object.assign(new Error('no'), { name: 'AccessDeniedException' });
  world.refuses.set('us-east-1', denied);
  world.history = [inDark(1, 'a')];
  expect(await investigate(world.investigator, INCIDENT)).toBe('later');
  expect(world.report).toMatchObject({ recovered: false, events: 1 });
  expect(world.report?.notRecoverable[0]).toBe(
    '111122223333 us-east-1 could not be read: cloudtrail:LookupEvents was denied (AccessDeniedException).',
  );
  world.now = new Date('2026-11-23T21:30:00Z');
  expect(await investigate(world.investigator, INCIDENT)).toBe('given up');
  world.refuses.clear();
  expect(await investigate(world.investigator, INCIDENT)).toBe('done');
});

test('evidence that cannot be stored covers nothing, and the message comes back', async () => {
  const world = aDarkWorld();
  world.history = [inDark(1, 'a')];
  const put = async () => Promise.reject(new Error('The bucket refuses.'));
  await expect(investigate({ ...world.investigator, put }, INCIDENT)).rejects.toThrow('refuses');
  expect(world.dark.files).toEqual([]);
  expect(await investigate(world.investigator, INCIDENT)).toBe('done');
  expect(filesIn(world).flatMap(idsIn)).toEqual(['a']);
});

test('when two investigators start at once, one reads and the other comes again', async () => {
  const world = aDarkWorld();
  world.taken = true;
  expect(await investigate(world.investigator, INCIDENT)).toBe('busy');
  expect(world.pages).toBe(0);
  expect(world.asked).toHaveLength(1);
});

test('an investigator that lost its lease writes no report', async () => {
  const world = aDarkWorld();
  world.history = [inDark(1, 'a')];
  const save = async () => false;
  await expect(investigate({ ...world.investigator, save }, INCIDENT)).rejects.toThrow('taken');
  expect(world.report).toBeUndefined();
});

test('events of more than 90 days ago are told as lost', async () => {
  const world = aDarkWorld();
  world.now = new Date('2027-06-01T00:00:00Z');
  expect(await investigate(world.investigator, INCIDENT)).toBe('done');
  expect(world.pages).toBe(0);
  expect(world.report?.recovered).toBe(false);
  expect(world.report?.notRecoverable.join(' ')).toContain('Event history keeps 90 days');
});

test('while a trail is still off, the delivered part is read, and the report has no end', async () => {
  const world = aDarkWorld({ windows: [], blindSince: '2026-11-21T20:50:00Z' });
  world.history = [inDark(1, 'a')];
  expect(await investigate(world.investigator, INCIDENT)).toBe('later');
  expect(world.report).toMatchObject({ recovered: false, events: 1 });
  expect(world.report?.window).not.toHaveProperty('to');
  expect(filesIn(world)).toHaveLength(1);
  expect(world.asked).toEqual([{ id: INCIDENT, inSeconds: 900 }]);
});

test('the actor is looked for first, even if nothing is searched', async () => {
  const world = aDarkWorld({ windows: [], state: 'attempted', severity: 'medium' });
  const asked: string[] = [];
  const actor = async ({ id }: { readonly id: string }) => void asked.push(id);
  expect(await investigate({ ...world.investigator, actor }, INCIDENT)).toBe('lit');
  expect(asked).toEqual([INCIDENT]);
  expect(await investigate(world.investigator, 'inc-none')).toBe('unknown');
});
