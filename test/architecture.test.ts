import { expect, test } from '@jest/globals';
import { cycles } from './architecture/cycles';
import { importsOf } from './architecture/imports-of';
import { readSources } from './architecture/read-sources';
import { loaders, services } from './architecture/rules';
import { resolve, violations } from './architecture/violations';
import { wayToIncident } from './architecture/way-to-incident';

const sources = readSources();

/** As many as there are. A new one is worth its name, or belongs to a file that is there. */
const WAY = 45;

test('every arrow of the design holds', () => {
  expect(sources.size).toBeGreaterThan(100);
  expect(violations(sources)).toEqual([]);
  const folders = [...sources.keys()].flatMap((file) => /^services\/(\w+)\//.exec(file)?.[1] ?? []);
  expect(Object.keys(services)).toEqual([...new Set(folders)]);
});

test('a test imports nothing of the sandbox but its face, except the tests of the sandbox itself', () => {
  const isKnown = (told: string) => !told.includes(' imports something computed: ');
  expect(violations(readSources(['test'])).filter(isKnown)).toEqual([]);
});

test('what is detected needs no code that people, records or guides need', () => {
  const reached = new Set(['shared/tampering/catalogue.ts']);
  for (const file of reached) {
    for (const { specifier = '' } of importsOf(sources.get(file) ?? '')) {
      const target = `${resolve(file, specifier)}.ts`;
      if (sources.has(target)) reached.add(target);
    }
  }
  expect([...reached].filter((file) => file.endsWith('/technique.ts')).length).toBeGreaterThan(50);
  expect(
    [...reached].filter((file) =>
      /\/(record|guide|told)\.ts$|\/(record|records|reported|guidance)\//.test(file),
    ),
  ).toEqual([]);
});

test('a refusal of the sandbox that names a file to be extended names one that is there', () => {
  const named = [...sources.values()].flatMap((text) =>
    [...text.matchAll(/services\/sandbox\/[\w/.-]+\.ts/g)].map(([path]) => path),
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((path) => !sources.has(path))).toEqual([]);
});

test('from a message to its incident there are few files to read', () => {
  expect(wayToIncident(sources).length).toBeLessThanOrEqual(WAY);
});

test('no file imports itself, by whatever detour', () => {
  expect(cycles(sources)).toEqual([]);
});

const SDK = '@aws-sdk/client-sts';

test.each([
  ['shared/domain/x.ts', `import { a } from '../aws/a'`, 'the nouns import nothing'],
  ['shared/domain/x.ts', `import type { A } from '../reconcile'`, 'the nouns import nothing'],
  ['shared/domain/x.ts', `import { join } from 'node:path'`, 'the nouns import nothing'],
  ['shared/domain/x.ts', `export * from 'valibot'`, 'the nouns import nothing'],
  ['shared/domain/x.ts', `type A = import('../decide').A`, 'the nouns import nothing'],
  [
    'shared/tampering/trail/x/technique.ts',
    `import { a } from '../../../aws/a'`,
    'a technique knows only the nouns',
  ],
  [
    'shared/tampering/trail/x/technique.ts',
    `import { a } from '../../../runbooks/catalogue'`,
    'a technique knows only the nouns',
  ],
  [
    'shared/restore/runbooks/trail/x.ts',
    `import { a } from '../../decide'`,
    'a runbook knows only the nouns',
  ],
  [
    'shared/restore/decide.ts',
    `import { a } from '../aws/a'`,
    'the core is pure, and is given its ports',
  ],
  [
    'shared/restore/reconcile.ts',
    `import { readFile } from 'node:fs'`,
    'the core is pure, and is given its ports',
  ],
  ['shared/aws/x.ts', `import { decide } from '../decide'`, 'what talks to AWS decides nothing'],
  [
    'shared/record/x.ts',
    `import { a } from '../signal/a'`,
    'a room imports only the rooms below it',
  ],
  ['services/cli/x.ts', `import { STSClient } from '${SDK}'`, 'only shared/aws talks to AWS'],
  ['services/cli/x.ts', `import { type STSClient } from '${SDK}'`, 'only shared/aws talks to AWS'],
  ['services/cli/x.ts', `import '${SDK}'`, 'only shared/aws talks to AWS'],
  ['services/cli/x.ts', `export { STSClient } from '${SDK}'`, 'only shared/aws talks to AWS'],
  ['services/cli/x.ts', `const a = await import('${SDK}')`, 'only shared/aws talks to AWS'],
  ['services/cli/x.ts', `const a = await import(\`${SDK}\`)`, 'only shared/aws talks to AWS'],
  ['services/cli/x.ts', `const a = require('${SDK}')`, 'only shared/aws talks to AWS'],
  ['services/cli/x.ts', `import sts = require('${SDK}')`, 'only shared/aws talks to AWS'],
  ['services/cli/x.ts', `import { a } from '@smithy/core'`, 'only shared/aws talks to AWS'],
  ['services/cli/x.ts', `const a = require('@aws-' + 'sdk')`, 'only shared/aws talks to AWS'],
  [
    'services/sandbox/core/x.ts',
    `import type { Trail } from '../../../shared/domain/trail'`,
    'the sandbox is an AWS of its own',
  ],
  ['services/sandbox/x.ts', `import { a } from '../cli/a'`, 'the sandbox is an AWS of its own'],
  ['services/sandbox/x.ts', `import type { A } from '${SDK}'`, 'the sandbox is an AWS of its own'],
  ['services/cli/x.ts', `import { a } from '../../test/a'`, 'nothing that ships imports a test'],
  [
    'services/receivers/x.ts',
    `import type { A } from '../sandbox'`,
    'the receivers know nothing of AWS',
  ],
  ['services/cli/x.ts', `import type { A } from '../sandbox/core/a'`, 'the sandbox shows one face'],
  [
    'test/stories/x.ts',
    `import { a } from '../../services/sandbox/index'`,
    'the sandbox shows one face',
  ],
  ['services/sweeper/x.ts', `import { a } from '../responder/a'`, 'no service imports another'],
  ['services/sweeper/x.ts', `import type { A } from '../sandbox'`, 'no service imports another'],
  ['services/cli/x.ts', `import { a } from '../responder/a'`, 'no service imports another'],
])('in %s, %s is noticed', (file, source, sentence) => {
  const found = violations(new Map([[file, source]]));
  expect(found.map((told) => told.split(': ').at(-1))).toContain(sentence);
});

test.each([
  ['shared/domain/x.ts', `import type { A } from './a'`],
  ['shared/tampering/trail/x/technique.ts', `import { a } from '../../../domain/a'`],
  ['shared/restore/decide.ts', `import { a } from './techniques/catalogue'`],
  ['shared/signal/parse-signal.ts', `import * as v from 'valibot'`],
  ['shared/aws/x.ts', `import { STSClient } from '${SDK}'`],
  ['services/cli/x.ts', `import type { STSClient } from '${SDK}'`],
  ['services/cli/x.ts', `// import { STSClient } from '${SDK}'`],
  ['services/cli/x.ts', `const text = "import '${SDK}'"`],
  ['services/sandbox/x.ts', `import dynalite from 'dynalite'`],
  ['services/cli/x.ts', `import { a } from '../sandbox'`],
  ['test/sandbox/x.ts', `import { a } from '../../services/sandbox/core/a'`],
])('in %s, %s is fine', (file, source) => {
  expect(violations(new Map([[file, source]]))).toEqual([]);
});

test('a circle is noticed, however long, and told once', () => {
  const circle = new Map([
    ['services/cli/a.ts', `import { b } from './b'`],
    ['services/cli/b.ts', `import type { C } from './c'`],
    ['services/cli/c.ts', `export * from './a'`],
    ['services/cli/d.ts', `import { a } from './a'`],
  ]);
  const [a, b, c] = ['services/cli/a.ts', 'services/cli/b.ts', 'services/cli/c.ts'];
  expect(cycles(circle)).toEqual([`${a} → ${b} → ${c} → ${a}`]);
});

test('a source that does not parse is not passed over', () => {
  expect(() => importsOf('import { from')).toThrow();
});

test('no exception outlives its reason', () => {
  for (const file of loaders) {
    const computed = importsOf(sources.get(file) ?? '').some((found) => !('specifier' in found));
    expect({ file, computed }).toEqual({ file, computed: true });
  }
});
