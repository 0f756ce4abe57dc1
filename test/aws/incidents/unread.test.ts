import { beforeEach, expect, test } from '@jest/globals';
import { noteUnreadWith, type SeenPlace } from '../../../services/responder/note-unread';
import { endUnreadOfLeft } from '../../../shared/aws/incidents/record-unread';
import { readMemory } from '../../../shared/aws/table/read-memory';
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

test('one denial that hides a whole place is one incident, with what it hides as a list', async () => {
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

test('it is found by what the list prints as its subject, and in its account', async () => {
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

test.each([true, false])('it ends with the look that sees everything (watched: %s)', async (is) => {
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
});

test('of an account that left the organization it ends, saying so; one that comes back is told anew', async () => {
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

test('when access returns, what was done meanwhile is an incident of its own', async () => {
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

test('an event on what cannot be read is an incident of its own, and names what was seen', async () => {
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

test('an incident that is whole stays as it was seen, while its subject cannot be read', async () => {
  await first().deliver([first().attack()]);
  pass(60);
  await note()(await denied(), []);
  const incidents = await first().incidents();
  expect(incidents).toMatchObject([{ unread: 'now' }, { state: 'restored' }]);
});

test('what cannot be looked at again after an answer, or after a quiet hour, is told anew', async () => {
  await note()(await denied(), []);
  await note()([], [whole(true)]);
  pass(2 * 3_600);
  await note()(await denied(), []);
  expect(await first().incidents()).toMatchObject([{ state: 'escalated' }, { state: 'restored' }]);
});
