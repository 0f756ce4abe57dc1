import { expect, test } from '@jest/globals';
import { bundle, gather } from '../../shared/notify/bundle';
import { aNotice, noon } from './a-notice';

const ids = (bundles: ReturnType<typeof bundle>) =>
  bundles.map(({ incidentId, notices }) => [incidentId, ...notices.map(({ id }) => id)]);

test('what one incident has to tell stays in its order', () => {
  const later = aNotice({ id: 'escalated#2', plannedAt: noon(1).toISOString(), revision: 2 });
  expect(ids(bundle([later, aNotice()], noon(2)))).toEqual([
    ['inc-1', 'restored#1', 'escalated#2'],
  ]);
});

test('nothing is told of an incident while something earlier waits for its next try', () => {
  const waiting = aNotice({ nextAt: noon(5).toISOString() });
  const later = aNotice({ id: 'escalated#2', plannedAt: noon(1).toISOString(), revision: 2 });
  const other = aNotice({ incidentId: 'inc-2' });
  expect(ids(bundle([waiting, later, other], noon(2)))).toEqual([['inc-2', 'restored#1']]);
});

const three = bundle(
  ['inc-1', 'inc-2', 'inc-3'].map((incidentId) => aNotice({ incidentId })),
  noon(),
);

test('where people read, a storm is one message, and a few incidents are not yet one', () => {
  expect(gather(three, { gathers: true, from: 3 })).toHaveLength(1);
  expect(gather(three, { gathers: true, from: 4 })).toHaveLength(3);
});

test('a ticket system gets each transition of each incident by itself', () => {
  const two = bundle([aNotice(), aNotice({ id: 'escalated#2', revision: 2 })], noon());
  expect(gather(two, { gathers: false, from: 1 }).map(ids)).toEqual([
    [['inc-1', 'restored#1']],
    [['inc-1', 'escalated#2']],
  ]);
});
