import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { program } from '../../services/cli/main';
import { everyLine } from './every-line';
import { commandsIn, faultOf } from './sdk-call';

const lines = everyLine();
const commands = [...new Set(lines.flatMap(({ command }) => command ?? []))];
const simple = [...new Set(commands.flatMap(commandsIn))];

test('every command of every row and technique is one that a shell reads', () => {
  expect(commands.length).toBeGreaterThan(150);
  // Placeholders are filled in by a person: a shell takes < for a file.
  const script = commands.map((one) => one.replace(/<[a-z-]+>/g, 'x')).join('\n');
  execFileSync('bash', ['-n'], { input: script });
});

test('every call of AWS exists with every flag, as far as its SDK is installed', () => {
  const aws = simple.filter((one) => one.startsWith('aws '));
  expect(aws.flatMap((one) => faultOf(one) ?? [])).toEqual([]);
});

test('every other command is ours, or deploys', () => {
  const ours = ['ack', ...program().commands.map((command) => command.name())];
  for (const one of simple.filter((line) => !line.startsWith('aws '))) {
    expect(one).toMatch(/^(trailwarden [a-z]+|npx serverless deploy --force) /);
    if (one.startsWith('trailwarden ')) expect(ours).toContain(one.split(' ')[1]);
  }
});

test('no prose stands in a command, and no command in prose', () => {
  for (const { of, text, command } of lines) {
    if (command === undefined) {
      expect([of, text]).not.toEqual([
        of,
        expect.stringMatching(/\baws [a-z0-9]+ [a-z]+-[a-z-]+ |npx serverless/),
      ]);
    } else {
      expect([of, command]).not.toEqual([
        of,
        expect.stringMatching(/[.;,]$|, and |; (?!do|done)|<now>| \((?!date)/),
      ]);
    }
  }
});

test('what is known is filled in: no command of a whole record asks for it', () => {
  const asked = new Set(simple.flatMap((one) => one.match(/<[a-z-]+>/g) ?? []));
  for (const known of ['<account>', '<region>', '<time>', '<now>', '<user>', '<queue-url>']) {
    expect([...asked]).not.toContain(known);
  }
});
