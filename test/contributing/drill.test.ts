import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { commandIn, fencesIn } from './fences';
import { Workshop } from './workshop';

const page = readFileSync(join(__dirname, '../../CONTRIBUTING.md'), 'utf8');
let workshop: Workshop;
beforeAll(async () => {
  workshop = await Workshop.open();
  await workshop.trailwarden(commandIn(page));
});
afterAll(() => workshop.close());

async function drilled() {
  const { succeeded, output } = await workshop.own('drill', 'change-metric-filter', '--json');
  return { succeeded, ...JSON.parse(output).results[0] };
}

test('the drill of a technique that finds nothing yet fails, and says what was found instead', async () => {
  expect(await drilled()).toMatchObject({
    succeeded: false,
    verdict: 'NOT RECOGNISED: the incident names delete-log-group, not change-metric-filter',
  });
});

test('the drill of the technique on the page is found as that technique', async () => {
  for (const fence of fencesIn(page)) await workshop.follow(fence);
  expect(await drilled()).toMatchObject({
    ...{ succeeded: true, good: true, verdict: 'a person was called' },
    incident: { techniques: ['change-metric-filter'], state: 'escalated' },
  });
});
