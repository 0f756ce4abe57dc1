import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const read = (path: string): string => readFileSync(join(__dirname, '../..', path), 'utf8');

test('the page on deployment has every parameter of the central stack', () => {
  const [parameters = ''] = read('services/central/parameters.yml').split(/^Conditions:/m);
  const names = [...parameters.matchAll(/^ {2}(\w+):$/gm)].map(([, name = '']) => name);
  const told = read('docs/deploy.md');
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name) => !told.includes(`| \`${name}\` |`))).toEqual([]);
});

test('a template that is too long for a call is deployed by way of a bucket', () => {
  const told = read('docs/deploy.md');
  const script = join(__dirname, '../../services/central/member-template.cjs');
  const wrong = ['member', 'buckets', 'logins', 'containment', 'forensics'].filter((name) => {
    const isLong = execFileSync(process.execPath, [script, name]).byteLength > 51_200;
    const commands = told
      .split('\n')
      .filter((line) => line.includes(`--template-file trailwarden-${name}.yml`));
    return commands.some((line) => line.includes('--s3-bucket') !== isLong);
  });
  expect(wrong).toEqual([]);
});
