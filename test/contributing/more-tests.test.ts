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

test('the technique on the page passes what the whole run holds of guidance, reports and decisions', async () => {
  for (const fence of fencesIn(page)) await workshop.follow(fence);
  const { succeeded, output } = await workshop.test(
    ...['test/guidance/*.test.ts', 'test/reports/*.test.ts', 'test/core/**/*.test.ts'],
  );
  expect({ succeeded, output: succeeded ? '' : output }).toEqual({ succeeded: true, output: '' });
});
