import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { breakIn, isBraked } from './break-in';
import { type DecidedUnderTest, decidedUnderTest } from './decided-under-test';

let under: DecidedUnderTest;
beforeAll(async () => {
  under = await decidedUnderTest();
}, 300_000);
afterAll(() => under.close());

/** So many machines are broken into, one after the other, and each is contained. */
async function contains(machines: number, words: 'aws' | 'host'): Promise<void> {
  for (let one = 0; one < machines; one += 1) {
    const machine = await under.machine();
    const before = await machine.state();
    await breakIn(under, machine, words);
    await under.incident('it is contained', machine, ({ ask }) =>
      Boolean(ask?.question.includes('released')),
    );
    expect(await machine.state()).not.toEqual(before);
  }
}

test('on hosts’ words two machines are contained in an hour; on AWS’s one more, and the next is left to people', async () => {
  await contains(2, 'host');
  const third = await under.machine();
  const before = await third.state();
  await breakIn(under, third, 'host');
  const most = 'within the hour, and 2 is the most';
  await isBraked(under, third, {
    ...{ before, why: `2 machines were isolated on the word of hosts ${most}` },
  });
  await contains(1, 'aws');
  const last = await under.machine();
  const was = await last.state();
  await breakIn(under, last, 'aws');
  const why = '3 machines were isolated within the hour, and 3 is the most';
  await isBraked(under, last, { before: was, why, reason: 'stolen-session' });
});
