import { beforeEach, expect, test } from '@jest/globals';
import { noteUnreadWith, type SeenPlace } from '../../../services/responder/notes';
import { endUnreadOfLeft } from '../../../shared/aws/incidents/record-unread';
import { readMemory } from '../../../shared/aws/memory';
import { headlineOf } from '../../../shared/tampering/guidance/headline';
import { aCheck } from '../../builders/a-signal';
import { aTrail } from '../../builders/a-trail';
import { aDenial } from '../../builders/an-observation';
import { listIncidents } from '../../cli/list-incidents';
import { connection } from '../loopback';
import { tablePerTest } from '../open-test-table';
import { GuardedTrail } from './guarded-trail';

const table = tablePerTest();
let trails: readonly GuardedTrail[];

beforeEach(async () => {
  const names = ['main', 'second', 'third'];
  trails = await Promise.all(
    names.map((name) => GuardedTrail.in(table, { subject: aTrail({ name }) })),
  );
});

const first = (): GuardedTrail => {
  const [one] = trails;
  if (!one) throw new Error('there are three');
  return one;
};
const now = () => first().world.now().toISOString();
const { accountId, region } = aTrail();
const note = () =>
  noteUnreadWith({
    book: first().book,
    recall: (account) => readMemory(table, account, () => first().world.now()),
  });
const whole = (isWatched: boolean): SeenPlace => ({ accountId, region, at: now(), isWatched });
const pass = (seconds: number) => {
  for (const { world } of trails) world.pass(seconds);
};

/** A look at each of them that AWS denies. */
const denied = () =>
  Promise.all(
    trails.map((trail) => {
      trail.world.obstacles.observe.push(aDenial());
      return trail.deliver([aCheck()]);
    }),
  );

test('one denial that hides a whole place is one incident, which lists what it hides', async () => {
  await note()(await denied(), []);
  pass(60);
  await note()(await denied(), []);
  const incident = await first().incident();
  expect(incident).toMatchObject({
    ...{ state: 'escalated', severity: 'high', unread: 'now', techniques: [], events: 0 },
    looks: 2,
  });
  expect(headlineOf(incident)).toBe(
    `3 subjects in account ${accountId}, ${region}, could not be looked at: sts:AssumeRole was denied (AccessDenied). It hid trail main, trail second, trail third.`,
  );
});

test('the incident is found by each subject that the list prints, and by its account', async () => {
  await note()(await denied(), []);
  const { id, subjectKey, subjectId } = await first().incident();
  const list = async (...filters: readonly string[]) =>
    (await listIncidents(connection(table.endpoint), filters)).incidents;
  const listed = [expect.objectContaining({ id, subjectKey, subjectId })];
  expect(await list()).toEqual(listed);
  expect(await list('--subject', subjectKey)).toEqual(listed);
  expect(await list('--subject', subjectId)).toEqual(listed);
  expect(await list('--subject', subjectId, '--state', 'escalated')).toEqual(listed);
  expect(await list('--account', accountId)).toEqual(listed);
});

test.each([true, false])(
  'the incident ends with the look that reads everything (watched: %s)',
  async (is) => {
    await note()(await denied(), []);
    const early = whole(is);
    pass(60);
    await note()(await denied(), []);
    await note()([], [early]);
    expect(await first().incident()).toMatchObject({ state: 'escalated' });
    pass(60);
    await note()([], [whole(is)]);
    const incident = await first().incident();
    expect(incident).toMatchObject({ state: 'restored', unread: 'before' });
    expect(headlineOf(incident)).toMatch(/ All of it was looked at again\.$/);
  },
);

test('the incident ends when its account leaves the organization, and is new when the account comes back', async () => {
  await note()(await denied(), []);
  pass(60);
  const left = () => endUnreadOfLeft(first().book, accountId, first().world.now());
  await left();
  const incident = await first().incident();
  expect(incident).toMatchObject({ state: 'restored', standing: 'left', unread: 'now' });
  expect(incident).not.toHaveProperty('guidance');
  expect(headlineOf(incident)).toMatch(
    / Now its account is no part of the organization: our roles cannot look into it any more\.$/,
  );
  await left(); // told twice
  expect(await first().incident()).toEqual(incident);
  pass(60);
  await note()(await denied(), []);
  const back = await first().incident();
  expect(back).toMatchObject({ state: 'escalated', unread: 'now' });
  expect(back).not.toHaveProperty('standing');
});

test('an attack that is found when access returns is an incident of its own', async () => {
  await note()(await denied(), []);
  pass(60);
  first().attack();
  const looks = await Promise.all(trails.map((trail) => trail.deliver([aCheck()])));
  await note()(looks, [whole(true)]);
  const incidents = await first().incidents();
  const told = incidents.map(({ state, techniques }) => ({ state, techniques }));
  expect(told).toHaveLength(2);
  expect(told).toEqual(
    expect.arrayContaining([
      { state: 'restored', techniques: ['stop-logging'] },
      { state: 'restored', techniques: [] },
    ]),
  );
});

test('an event on an unreadable subject is an incident of its own, which names the technique', async () => {
  const trail = first();
  const event = trail.attack();
  trail.world.obstacles.take.push(aDenial());
  trail.world.obstacles.observe.push(aDenial());
  const look = await trail.deliver([event]);
  await note()([look, ...(await denied())], []);
  const incidents = await trail.incidents();
  const own = incidents.find(({ subjectId }) => subjectId === trail.world.trail.id);
  expect(incidents).toHaveLength(2);
  expect(own).toMatchObject({ unread: 'now', techniques: ['stop-logging'] });
  expect(own && headlineOf(own)).toBe('Trail main was stopped; it could not be looked at since.');
});

test('a restored incident stays restored while its subject cannot be read', async () => {
  await first().deliver([first().attack()]);
  pass(60);
  await note()(await denied(), []);
  const incidents = await first().incidents();
  expect(incidents).toMatchObject([{ unread: 'now' }, { state: 'restored' }]);
});

test('a place that cannot be read again after a quiet hour is a new incident', async () => {
  await note()(await denied(), []);
  await note()([], [whole(true)]);
  pass(2 * 3_600);
  await note()(await denied(), []);
  expect(await first().incidents()).toMatchObject([{ state: 'escalated' }, { state: 'restored' }]);
});
