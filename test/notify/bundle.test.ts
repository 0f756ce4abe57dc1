import { expect, test } from '@jest/globals';
import { bundle, gather } from '../../shared/tell/notify/bundle';
import { aNotice, noon } from './a-notice';

const ids = (bundles: ReturnType<typeof bundle>) =>
  bundles.map(({ incidentId, notices }) => [incidentId, ...notices.map(({ id }) => id)]);

test('the notices of one incident stay in their order', () => {
  const later = aNotice({ id: 'escalated#2', plannedAt: noon(1).toISOString(), revision: 2 });
  expect(ids(bundle([later, aNotice()], noon(2)))).toEqual([
    ['inc-1', 'restored#1', 'escalated#2'],
  ]);
});

test('a notice waits while an earlier one of its incident waits for its next try', () => {
  const waiting = aNotice({ nextAt: noon(5).toISOString() });
  const later = aNotice({ id: 'escalated#2', plannedAt: noon(1).toISOString(), revision: 2 });
  const other = aNotice({ incidentId: 'inc-2' });
  expect(ids(bundle([waiting, later, other], noon(2)))).toEqual([['inc-2', 'restored#1']]);
});

const three = bundle(
  ['inc-1', 'inc-2', 'inc-3'].map((incidentId) => aNotice({ incidentId })),
  noon(),
);

test('in a channel for people a storm is one message, and a few incidents are no storm', () => {
  expect(gather(three, { gathers: 'storms', from: 3 })).toHaveLength(1);
  expect(gather(three, { gathers: 'storms', from: 4 })).toHaveLength(3);
});

test.each(['tickets', 'nothing'] as const)(
  'a channel that gathers %s is told each transition of each incident by itself',
  (gathers) => {
    const two = bundle([aNotice(), aNotice({ id: 'escalated#2', revision: 2 })], noon());
    expect(gather(two, { gathers, from: 1 }).map(ids)).toEqual([
      [['inc-1', 'restored#1']],
      [['inc-1', 'escalated#2']],
    ]);
  },
);

const flood = Array.from({ length: 150 }, (_, index) =>
  aNotice({ incidentId: `inc-noise-${index}`, accountId: '666677778888', severity: 'critical' }),
);
const attack = aNotice({
  ...{ incidentId: 'inc-attack', accountId: '111122223333', severity: 'critical' },
  plannedAt: noon(1).toISOString(),
});

test('an attack in another account does not wait behind a flood of 150, in any kind of channel', () => {
  const due = bundle([...flood, attack], noon(2));
  for (const gathers of ['storms', 'floods', 'tickets', 'nothing'] as const) {
    const letters = gather(due, { gathers, from: 3 });
    const place = letters.findIndex((letter) =>
      letter.some(({ incidentId }) => incidentId === 'inc-attack'),
    );
    expect(place).toBeLessThan(2);
    expect(letters[place]).toHaveLength(1);
    if (gathers !== 'nothing') expect(letters).toHaveLength(2);
  }
});

test('critical notices come first, and accounts take turns', () => {
  const of = (accountId: string, severity: 'critical' | 'medium', number: number) =>
    aNotice({ incidentId: `${accountId}-${severity}-${number}`, accountId, severity });
  const due = bundle(
    [of('a', 'medium', 1), of('a', 'critical', 1), of('a', 'critical', 2), of('b', 'critical', 1)],
    noon(),
  );
  expect(due.map(({ incidentId }) => incidentId)).toEqual([
    'a-critical-1',
    'b-critical-1',
    'a-critical-2',
    'a-medium-1',
  ]);
});

test('the resolution of a page is sent by itself, even in a flood', () => {
  const answered = flood.map((one) => ({ ...one, kind: 'acknowledged', id: 'a' }) as const);
  expect(gather(bundle(answered, noon()), { gathers: 'floods', from: 3 })).toHaveLength(150);
});

test('repeats are gathered as storms are, and one in another account stays a message of its own', () => {
  const again = (one: ReturnType<typeof aNotice>) =>
    ({ ...one, kind: 'again', id: 'again#2', revision: 4 }) as const;
  const due = bundle([...flood, attack].map(again), noon(2));
  const sizes = (gathers: 'storms' | 'floods') =>
    gather(due, { gathers, from: 3 })
      .map(({ length }) => length)
      .sort();
  expect(sizes('storms')).toEqual([1, 150]);
  expect(sizes('floods')).toEqual([1, 150]);
});

test('later notices of a flood’s incidents go into its ticket, each by itself', () => {
  const later = flood.map((one) => ({ ...one, id: 'restored#2', revision: 2 }));
  expect(gather(bundle(later, noon()), { gathers: 'tickets', from: 3 })).toHaveLength(150);
});

test('floods in many accounts are one message', () => {
  const all = ['a', 'b', 'c'].flatMap((accountId) =>
    [1, 2, 3].map((number) => aNotice({ incidentId: `${accountId}${number}`, accountId })),
  );
  expect(gather(bundle(all, noon()), { gathers: 'storms', from: 3 })).toHaveLength(1);
});
