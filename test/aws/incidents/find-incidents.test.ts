import { beforeAll, expect, test } from '@jest/globals';
import {
  findIncidents,
  getIncident,
  type Question,
} from '../../../shared/aws/incidents/find-incidents';
import { planNotice } from '../../../shared/aws/notify/try-notice';
import type { EventSignal } from '../../../shared/domain/signal';
import { subjectKey } from '../../../shared/domain/subject';
import { ATTACKER } from '../../builders/a-signal';
import { aTrail } from '../../builders/a-trail';
import { aDenial } from '../../builders/an-observation';
import { at } from '../../builders/at';
import { aNotice } from '../../notify/a-notice';
import { tablePerFile } from '../open-test-table';
import { GuardedTrail } from './guarded-trail';

/*  20:00         20:10          21:40         account          actor
 *  main ─────────────────────── main          111122223333     mallory
 *                other                        444455556666     trent; could not be put back
 */
const MINUTE = 60;
const TRENT = 'arn:aws:iam::444455556666:user/trent';
const other = aTrail({ accountId: '444455556666', name: 'other' });

const table = tablePerFile();

beforeAll(async () => {
  const first = await GuardedTrail.in(table);
  await first.deliver([first.attack()]);
  first.world.pass(100 * MINUTE);
  await first.deliver([first.attack()]);
  const second = await GuardedTrail.in(table, { subject: other });
  second.world.pass(10 * MINUTE);
  second.world.obstacles.take.push(aDenial(), aDenial());
  await second.deliver([byTrent(second.attack())]);
});

function byTrent(event: EventSignal): EventSignal {
  const actor = { type: 'IAMUser', principal: TRENT, chain: [TRENT] };
  return { ...event, evidence: { ...event.evidence, actor } };
}

/** The opening minutes and trails of what is found, in the order found. */
async function find(question: Question): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { openedAt, subjectId } of findIncidents(table, question)) {
    found.push(`${openedAt.slice(11, 16)} ${subjectId.split('/').at(-1)}`);
  }
  return found;
}

test.each<readonly [string, Question, readonly string[]]>([
  ['the whole organization', {}, ['21:40 main', '20:10 other', '20:00 main']],
  ['an account', { accountId: '111122223333' }, ['21:40 main', '20:00 main']],
  ['a trail', { subjectKey: subjectKey(other) }, ['20:10 other']],
  ['an actor', { actor: ATTACKER }, ['21:40 main', '20:00 main']],
  [
    'the role an actor assumed',
    { actor: 'arn:aws:iam::111122223333:role/Deploy' },
    ['21:40 main', '20:00 main'],
  ],
  ['a technique', { technique: 'stop-logging' }, ['21:40 main', '20:10 other', '20:00 main']],
  ['what is open', { state: 'open' }, ['20:10 other']],
  [
    'what is not acknowledged',
    { unacknowledged: true },
    ['21:40 main', '20:10 other', '20:00 main'],
  ],
  ['since a time', { since: at(5 * MINUTE) }, ['21:40 main', '20:10 other']],
  ['until a time', { until: at(15 * MINUTE) }, ['20:10 other', '20:00 main']],
  [
    'a technique and an account',
    { technique: 'stop-logging', accountId: '444455556666' },
    ['20:10 other'],
  ],
  ['an account and a state', { accountId: '111122223333', state: 'open' }, []],
  ['an actor and a technique', { actor: TRENT, technique: 'stop-logging' }, ['20:10 other']],
  ['an actor and a state', { actor: ATTACKER, state: 'open' }, []],
  ['a technique that was not used', { technique: 'delete-trail' }, []],
])('incidents by %s come newest first', async (_, question, found) => {
  expect(await find(question)).toEqual(found);
});

test('a message that waits to be sent is no incident of its account', async () => {
  const accountId = '111122223333';
  expect(await planNotice(table, aNotice({ accountId, plannedAt: at(60) }))).toBe(true);
  const found: string[] = [];
  for await (const { subjectKey } of findIncidents(table, { accountId })) found.push(subjectKey);
  expect(found).toEqual([subjectKey(aTrail()), subjectKey(aTrail())]);
});

test('a list goes on after the last incident that was seen', async () => {
  const seen = findIncidents(table, {});
  const { value: newest } = await seen.next();
  await seen.return(undefined);
  const after = `${newest?.openedAt}#${newest?.id}`;
  expect(await find({ after })).toEqual(['20:10 other', '20:00 main']);
});

test('an incident is found by its id, and no other is', async () => {
  const { value: newest } = await findIncidents(table, {}).next();
  expect(await getIncident(table, newest?.id ?? '')).toMatchObject({
    ...newest,
    timeline: expect.any(Array),
  });
  expect(await getIncident(table, 'inc-0')).toBeUndefined();
});

test('every list shows an incident as it is now', async () => {
  const { value: newest } = await findIncidents(table, { accountId: other.accountId }).next();
  for (const question of [
    { subjectKey: subjectKey(other) },
    { actor: TRENT },
    { technique: 'stop-logging', accountId: other.accountId },
    { unacknowledged: true, accountId: other.accountId },
    { state: 'open' as const },
    { until: at(15 * MINUTE) },
  ]) {
    expect((await findIncidents(table, question).next()).value).toEqual(newest);
  }
});
