import { expect, test } from '@jest/globals';
import { investigate } from '../../services/investigator/investigate';
import type { HistoryEvent } from '../../shared/aws/dark/event-history';
import type { DarkManifest } from '../../shared/domain/dark';
import { aHistoryEvent } from './a-history-event';
import { aDarkWorld, type DarkWorld, idsIn } from './an-investigator';

const INCIDENT = 'inc-20261121t204953-9f2c41';
const REGIONS = ['ap-south-1', 'eu-west-1', 'us-east-1', 'us-west-2'];
const DELIVERED = new Date('2026-11-21T21:30:00Z');

const accountsOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => String(200_000_000_000 + index));

/** The trail of 111122223333 was the organization's, and no other account has a trail of its own. */
function anOrganization(accounts: readonly string[], loggedElsewhere = 0): DarkWorld {
  const places = accounts.flatMap((id) => REGIONS.map((region) => `${id}/${region}`)).sort();
  const world = aDarkWorld();
  world.blinded = { kind: 'organization', places, loggedElsewhere };
  world.now = DELIVERED;
  return world;
}

const inPlace = (accountId: string, region: string, id: string, second = 1): HistoryEvent => {
  const at = new Date(Date.UTC(2026, 10, 21, 20, 50, second)).toISOString();
  const event = aHistoryEvent({ id, at, name: 'CreateAccessKey', source: 'iam.amazonaws.com' });
  const place = `{"recipientAccountId":"${accountId}","awsRegion":"${region}",`;
  return { ...event, record: event.record.replace('{', place) };
};

const keptIn = ({ stored }: DarkWorld): readonly string[] =>
  [...stored.values()].filter(({ key }) => key.endsWith('.gz')).flatMap(idsIn);

/** As the queue does it: again and again, with the time that an invocation has. */
async function untilDone(world: DarkWorld, pagesEach: number): Promise<number> {
  for (let invocation = 1; invocation < 100; invocation += 1) {
    const end = world.pages + pagesEach;
    const leftMs = () => (world.pages < end ? 300_000 : 0);
    const outcome = await investigate({ ...world.investigator, leftMs }, INCIDENT);
    if (outcome !== 'later') return invocation;
  }
  throw new Error('It never ends.');
}

test('10,000 accounts × 4 Regions fit into the row, and every event is kept once', async () => {
  const accounts = accountsOf(10_000);
  const world = anOrganization(accounts);
  const denied = Object.assign(new Error('no'), { name: 'AccessDenied' });
  for (const accountId of accounts.filter((_, index) => index % 100 === 7)) {
    for (const region of REGIONS) world.refuses.set(`${accountId}/${region}`, denied);
  }
  const active = accounts.filter((_, index) => index % 1_000 === 0);
  world.history = active.map((accountId) => inPlace(accountId, 'eu-west-1', `of-${accountId}`));
  let largest = 0;
  const { save } = world.investigator;
  Object.assign(world.investigator, {
    save: async (...row: Parameters<typeof save>) => {
      largest = Math.max(largest, JSON.stringify(row[1]).length);
      return save(...row);
    },
  });
  world.now = new Date('2026-11-23T21:30:00Z'); // what does not answer is given up
  expect(await untilDone(world, 9_000)).toBeGreaterThan(3);
  expect(keptIn(world).toSorted()).toEqual(active.map((id) => `of-${id}`).toSorted());
  expect(largest).toBeLessThan(200_000);
  expect(world.dark.round?.through).toBe('200000009999/us-west-2');
  expect(world.report).toMatchObject({ recovered: false, events: active.length });
  expect(world.report?.notRecoverable).toContain('380 more accounts × Regions could not be read.');
});

test('the actor’s accounts are read first, and alone until everything is delivered', async () => {
  const world = anOrganization(accountsOf(3), 2);
  world.now = new Date('2026-11-21T20:52:10Z');
  expect(await investigate(world.investigator, INCIDENT)).toBe('later');
  expect(world.dark.round).toBeUndefined();
  expect(world.report).not.toHaveProperty('asked');
  expect(world.report?.notRecoverable.join(' ')).toContain(
    '3 other accounts were blind too, and are read once all of it has been delivered',
  );
  world.now = DELIVERED;
  expect(await investigate(world.investigator, INCIDENT)).toBe('done');
  expect(world.report?.recovered).toBe(true);
  expect(world.report?.notRecoverable.join(' ')).toContain('2 accounts have another trail');
});

test('the actor’s calls in another account are told as the actor’s too', async () => {
  const world = anOrganization(accountsOf(2));
  const [first = ''] = accountsOf(1);
  const { record, ...event } = inPlace(first, 'us-east-1', 'far');
  const his = record.replace('arn:aws:iam::111122223333:user/jo', world.incident.actors[0] ?? '');
  world.history = [{ ...event, record: his }];
  expect(await investigate(world.investigator, INCIDENT)).toBe('done');
  expect(world.report?.byActor).toMatchObject({ events: 1 });
  expect(world.report?.risky[0]).toMatchObject({ by: 'actor', event: { accountId: first } });
});

test('the manifest lists a file of many places, and each record names its account', async () => {
  const world = anOrganization(accountsOf(2));
  const [first = '', second = ''] = accountsOf(2);
  world.history = [inPlace(first, 'eu-west-1', 'a'), inPlace(second, 'us-east-1', 'b')];
  await investigate(world.investigator, INCIDENT);
  const body = world.stored.get(world.report?.manifest?.key ?? '')?.body;
  const { files } = JSON.parse(Buffer.from(body ?? []).toString()) as DarkManifest;
  expect(files).toHaveLength(1);
  expect(files[0]).toMatchObject({ events: 2, from: '2026-11-21T20:34:50Z' });
  expect(files[0]).not.toHaveProperty('accountId');
  expect(files[0]?.key).toMatch(/\/organization\/0000-[0-9a-f]{16}\.jsonl\.gz$/);
});

test('a busy place is read on where it stopped, and holds up no other place', async () => {
  const world = anOrganization(accountsOf(2));
  const [busy = '', quiet = ''] = accountsOf(2);
  const many = Array.from({ length: 2_500 }, (_, index) =>
    inPlace(busy, 'eu-west-1', `e${index}`, index % 60),
  );
  world.history = [...many, inPlace(quiet, 'eu-west-1', 'quiet')];
  expect(await investigate(world.investigator, INCIDENT)).toBe('done');
  expect(keptIn(world).toSorted()).toEqual(world.history.map(({ id }) => id).toSorted());
  expect(world.report?.events).toBe(2_501);
  expect(world.dark.files.length).toBeGreaterThan(1);
});

test('a place that does not answer is told, and read once it does', async () => {
  const world = anOrganization(accountsOf(2));
  const [first = '', second = ''] = accountsOf(2);
  world.refuses.set(`${first}/eu-west-1`, Object.assign(new Error('no'), { name: 'AccessDenied' }));
  world.history = [inPlace(first, 'eu-west-1', 'late'), inPlace(second, 'eu-west-1', 'early')];
  expect(await investigate(world.investigator, INCIDENT)).toBe('later');
  expect(world.report).toMatchObject({ recovered: false, asked: true, events: 1 });
  world.refuses.clear();
  expect(await investigate(world.investigator, INCIDENT)).toBe('done');
  expect(keptIn(world)).toEqual(['early', 'late']);
  expect(world.report).toMatchObject({ recovered: true, events: 2 });
});

test('an invocation that dies before it has noted a file leaves nothing counted twice', async () => {
  const world = anOrganization(accountsOf(2));
  world.history = accountsOf(2).map((id) => inPlace(id, 'eu-west-1', `of-${id}`));
  const save = async () => false;
  await expect(investigate({ ...world.investigator, save }, INCIDENT)).rejects.toThrow('taken');
  expect(await investigate(world.investigator, INCIDENT)).toBe('done');
  expect(world.report?.events).toBe(2);
});

test('for a trail of one account the organization is not searched', async () => {
  const world = anOrganization(accountsOf(50));
  world.blinded = { kind: 'account' };
  expect(await investigate(world.investigator, INCIDENT)).toBe('done');
  expect(world.pages).toBe(2);
  expect(world.report?.notRecoverable.join(' ')).toContain('no other was blind for want of it');
});
