import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { writeTechnique } from '../../services/cli/new/new-technique';
import { subjectKinds } from '../../shared/domain/subject';
import { commandIn, type Fence, fencesIn, patched } from './fences';
import { Workshop } from './workshop';

const page = readFileSync(join(__dirname, '../../CONTRIBUTING.md'), 'utf8');
const fences = fencesIn(page);
const WELL = { succeeded: true, output: '' };
let workshop: Workshop;

beforeAll(async () => {
  workshop = await Workshop.open();
});
afterAll(() => workshop.close());

test('a technique is one command, and changes to the four files that it writes', () => {
  expect(commandIn(page)).toMatch(/^new technique log-group change-metric-filter /);
  expect(fences.map(({ language, path }) => `${language} ${path}`)).toEqual([
    'diff shared/tampering/log-group/change-metric-filter/technique.ts',
    'diff shared/tampering/log-group/change-metric-filter/record.ts',
    'diff shared/tampering/log-group/change-metric-filter/guide.ts',
    'diff test/techniques/log-group/change-metric-filter.test.ts',
  ]);
});

test('a technique that follows the page compiles, is clean, documented and tested, and so is every draft', async () => {
  // Drafts of every subject are left as they are written.
  const drafts = subjectKinds.map((subject) =>
    writeTechnique(workshop.folder, { subject, id: `tamper-with-${subject}` }),
  );
  expect(await workshop.trailwarden(`${commandIn(page)} --json`)).toMatchObject({
    succeeded: true,
  });
  for (const fence of fences) await workshop.follow(fence);

  const touched = new Set([
    ...drafts.flatMap(({ written, changed }) => [...written, ...changed]).map(({ path }) => path),
    ...fences.map(({ path }) => path),
  ]);
  expect(await workshop.typecheck(...touched)).toEqual(WELL);
  const linted = await workshop.lint(...touched);
  expect({ ...linted, output: linted.succeeded ? '' : linted.output }).toEqual(WELL);
  expect(await workshop.script('docs')).toMatchObject({ succeeded: true });
  const { succeeded, output } = await workshop.test(
    'test/docs/techniques.test.ts',
    'test/replay/catalogues.test.ts',
    'test/techniques/catalogue.test.ts',
    ...[...touched].filter((path) => path.endsWith('.test.ts')),
  );
  expect({ succeeded, output: succeeded ? '' : output }).toEqual(WELL);
  for (const title of titlesIn(fences)) expect(output).toContain(`✓ ${title}`);
});

test('a technique that no longer fits the contract is noticed', async () => {
  const [{ path } = { path: '' }] = fences;
  await workshop.follow({ language: 'diff', path, text: "-  severity: 'medium',\n" });
  const { succeeded, output } = await workshop.typecheck(path);
  expect(succeeded).toBe(false);
  expect(output).toContain("'severity' is missing");
});

test('a diff that no longer fits what the command writes is noticed', () => {
  expect(patched('a\nb\n', ' a\n+new\n b\n')).toBe('a\nnew\nb\n');
  expect(() => patched('a\nc\n', ' a\n+new\n b\n')).toThrow('do not stand there once');
  expect(() => patched('a\na\n', ' a\n+new\n')).toThrow('do not stand there once');
});

/** The titles of the tests on the page; with the two that are written, four at least. */
function titlesIn(blocks: readonly Fence[]): readonly string[] {
  const titles = blocks.flatMap(({ text }) => [...text.matchAll(/^\+test\('(.*)',/gm)]);
  expect(titles.length).toBeGreaterThanOrEqual(3);
  return titles.map(([, title = '']) => title);
}
