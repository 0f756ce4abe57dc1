import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as cloudtrail from '@aws-sdk/client-cloudtrail';
import { expect, test } from '@jest/globals';
import type { Sandbox } from '../../services/sandbox';
import * as face from '../../services/sandbox';

const README = readFileSync(join(__dirname, '../../services/sandbox/README.md'), 'utf8');
const packages = { '@aws-sdk/client-cloudtrail': cloudtrail, '@trailwarden/sandbox': face };

test('the five lines of the README start an organization and read its trail', async () => {
  const [, page = ''] = /```ts\n([^`]*)```/.exec(README) ?? [];
  const lines = page.split('\n').filter((line) => line !== '' && !line.startsWith('import '));
  expect(lines).toHaveLength(5);
  const { sandbox, trailList } = await run(lines, importsOf(page));
  await sandbox.close();
  expect(trailList?.map(({ Name }) => Name)).toEqual(['organization']);
});

interface Started {
  readonly sandbox: Sandbox;
  readonly trailList?: readonly cloudtrail.Trail[];
}

function run(lines: readonly string[], given: Readonly<Record<string, unknown>>): Promise<Started> {
  const body = [...lines, 'return { sandbox, trailList };'].join('\n');
  const started = new AsyncFunction(...Object.keys(given), body);
  return started(...Object.values(given));
}

const AsyncFunction = (async () => undefined).constructor as new (
  ...source: readonly string[]
) => (...given: readonly unknown[]) => Promise<Started>;

/** What the page imports, by name; a name that a package does not export is undefined, and fails where it is used. */
const importsOf = (page: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(packages).flatMap(([name, exported]) => {
      const [, names = ''] = new RegExp(`import \\{ (.*) \\} from '${name}';`).exec(page) ?? [];
      return names.split(', ').map((each) => [each, (exported as Record<string, unknown>)[each]]);
    }),
  );
