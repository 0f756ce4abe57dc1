import { expect, test } from '@jest/globals';
import { aFewAtATime, struckTogether } from '../../services/responder/look';
import { subjectKey } from '../../shared/domain/subject';
import { aTrail } from '../builders/a-trail';
import { aPart } from '../builders/warden/parts';

test('all items are worked on, and no more than the limit at once', async () => {
  const done: number[] = [];
  let atOnce = 0;
  let most = 0;
  await aFewAtATime(3, [1, 2, 3, 4, 5, 6, 7], async (one) => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    await Promise.resolve();
    atOnce -= 1;
    done.push(one);
  });
  expect({ most, done: done.sort() }).toEqual({ most: 3, done: [1, 2, 3, 4, 5, 6, 7] });
});

test('an item that never ends keeps one slot, and the others go on', async () => {
  const done: string[] = [];
  let end = (): void => undefined;
  const slow = new Promise<void>((resolve) => {
    end = resolve;
  });
  const all = aFewAtATime(2, ['slow', 'one', 'two', 'three'], async (one) => {
    if (one === 'slow') await slow;
    done.push(one);
    if (one === 'three') end();
  });
  await all;
  expect(done).toEqual(['one', 'two', 'three', 'slow']);
});

test('neither a rule nor another account waits for a role that an intruder has filled', () => {
  const [here, there] = ['222233334444', '444455556666'] as const;
  const parts = [
    aPart(`events:us-east-1:${here}:rule/trailwarden-forward`),
    aPart(`events:us-east-1:${here}:rule/trailwarden-forward-key`),
    aPart(`iam::${here}:role/trailwarden-guard`),
    { ...aPart(`iam::${there}:role/trailwarden-guard`), accountId: there },
  ];
  const work = [...parts, aTrail()].map((subject) => ({ subject }));
  const named = work.map(() => Promise.resolve());
  const groups = struckTogether(work, named).map(({ keys }) => [...keys]);
  const [forward = '', forwardKey = '', guard = '', other = ''] = parts.map(subjectKey);
  expect(groups).toEqual([[forward, forwardKey], [guard], [other]]);
});
