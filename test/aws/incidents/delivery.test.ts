import { expect, test } from '@jest/globals';
import type { Question } from '../../../shared/aws/incidents/find-incidents';
import { type Book, bookRules } from '../../../shared/aws/incidents/hold-incident';
import { recordDelivery } from '../../../shared/aws/incidents/record-delivery';
import { readMemory } from '../../../shared/aws/memory';
import { type DeliveryTrouble, deliveryKey } from '../../../shared/domain/delivery';
import { subjectKey } from '../../../shared/domain/subject';
import { aTrail } from '../../builders/a-trail';
import { at } from '../../builders/at';
import { tablePerTest } from '../open-test-table';
import { incidentsIn } from './incidents-in';

const table = tablePerTest();
const book: Book = { table, ...bookRules };

const trail = aTrail();

const failing = (different: Partial<DeliveryTrouble> = {}): DeliveryTrouble => ({
  row: 'DLV-01',
  severity: 'high',
  sentence: 'Trail main logs. Log files cannot be delivered to its bucket (AccessDenied).',
  guidance: ['The bucket: aws s3api get-bucket-policy --bucket logs'],
  ...different,
});

/** One look with the memory of the table. */
async function look(
  seconds: number,
  troubles: readonly DeliveryTrouble[],
  proven: readonly string[] = [],
): Promise<void> {
  const memory = await readMemory(table, trail.accountId, () => new Date(at(seconds)));
  const subjects = memory.kind === 'known' ? memory.subjects : {};
  await recordDelivery(book, {
    trail,
    proof: { troubles, proven },
    observedAt: at(seconds),
    episodeOf: (row) => subjects[deliveryKey(row, trail)]?.episode,
  });
}

const incidents = (question?: Question) => incidentsIn(table, question);

test('a trail that does not deliver is one escalated incident, and every look that finds it counts', async () => {
  await look(0, [failing()]);
  await look(3_600, [failing({ sentence: 'Still.' })]);
  expect(await incidents({ subjectKey: subjectKey(trail) })).toMatchObject([
    {
      subjectId: trail.id,
      state: 'escalated',
      techniques: ['DLV-01'],
      severity: 'high',
      sentence: 'Still.',
      guidance: ['The bucket: aws s3api get-bucket-policy --bucket logs'],
      openedAt: at(0),
      lastSeenAt: at(3_600),
      events: 0,
      looks: 2,
      timeline: [{ at: at(0), kind: 'escalated' }],
    },
  ]);
});

test('the incident is closed only by the look that sees the trail deliver again', async () => {
  await look(0, [failing()]);
  await look(60, []); // too early to say
  expect(await incidents({ state: 'escalated' })).toHaveLength(1);
  await look(120, [], ['DLV-01']);
  await look(180, [], ['DLV-01']);
  const [incident, ...others] = await incidents();
  expect(others).toEqual([]);
  expect(incident).toMatchObject({
    state: 'restored',
    restoredAt: at(120),
    timeline: [{ kind: 'escalated' }, { at: at(120), kind: 'restored' }],
  });
  expect(incident).not.toHaveProperty('escalation');
});

test('a delivery that fails again within the hour is the same incident, and later another', async () => {
  await look(0, [failing()]);
  await look(60, [], ['DLV-01']);
  await look(120, [failing()]);
  expect(await incidents()).toMatchObject([{ state: 'escalated', looks: 2 }]);
  await look(180, [], ['DLV-01']);
  await look(180 + 3_700, [failing()]);
  expect(await incidents()).toMatchObject([
    { state: 'escalated', looks: 1 },
    { state: 'restored', looks: 2 },
  ]);
});

test('each way of delivery has an incident of its own, apart from those of the trail itself', async () => {
  await look(0, [failing(), failing({ row: 'DLV-03' })]);
  await look(60, [failing()], ['DLV-03']);
  expect(await incidents({ technique: 'DLV-03' })).toMatchObject([{ state: 'restored' }]);
  expect(await incidents({ technique: 'DLV-01' })).toMatchObject([{ state: 'escalated' }]);
  const memory = await readMemory(table, trail.accountId, () => new Date(at(60)));
  expect(memory).not.toHaveProperty(['subjects', subjectKey(trail)]);
});

test('an older look that is written late changes nothing', async () => {
  await look(0, [failing()]);
  await look(120, [], ['DLV-01']);
  await look(60, [failing({ sentence: 'Of a minute ago.' })]);
  expect(await incidents()).toMatchObject([{ state: 'restored', looks: 1 }]);
});

test('two looks at the same moment are one incident', async () => {
  await Promise.all([look(0, [failing()]), look(0, [failing()])]);
  expect(await incidents()).toMatchObject([{ state: 'escalated', looks: 2 }]);
});
