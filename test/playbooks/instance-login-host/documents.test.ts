import { expect, test } from '@jest/globals';

const {
  documentOf,
  scripts,
} = require('../../../services/playbooks/instance-login/host/documents.cjs');

const textOf = (name: string): string => documentOf(name).mainSteps[0].inputs.runCommand.join('\n');

test('every script is a document of schema 2.2 that holds all it needs', () => {
  expect(scripts).toEqual(['end-login', 'memory', 'collect', 'examine', 'examine-memory']);
  for (const name of scripts) {
    const { schemaVersion, description, mainSteps } = documentOf(name);
    expect(schemaVersion).toBe('2.2');
    expect(description).toMatch(/\.$/);
    expect(mainSteps).toHaveLength(1);
    expect(mainSteps[0].action).toBe('aws:runShellScript');
    expect(textOf(name).startsWith('#!/bin/sh\n')).toBe(true);
    expect(textOf(name)).not.toMatch(/send\.sh|run-tools\.sh/);
  }
  expect(textOf('examine')).toContain("<<'END OF rules.yar'\n");
});

test('a document leaves room for its parameters in 64 KB, and those of the machine for their template', () => {
  for (const name of scripts) expect(JSON.stringify(documentOf(name)).length).toBeLessThan(24_000);
  const member = ['end-login', 'memory', 'collect'].map((name) => JSON.stringify(documentOf(name)));
  expect(member.join('').length).toBeLessThan(30_000);
});

test('no text of a script is taken for a parameter, and each parameter is named once', () => {
  for (const name of scripts) {
    const named = [...textOf(name).matchAll(/\{\{ ?(\w*) ?\}\}|\{\{|\}\}/g)].map(([, key]) => key);
    expect(named).toEqual(Object.keys(documentOf(name).parameters));
  }
});

test.each([
  [
    'collect',
    'putUrl',
    'https://b.s3.eu-west-1.amazonaws.com/k%2F1?X-Amz-Signature=0a&x-id=PutObject',
  ],
  ['collect', 'putUrl', 'http://127.0.0.1:8080/bucket/k?X-Amz-Signature=0a'],
  ['examine', 'volume', 'vol-0123456789abcdef0'],
  ['examine', 'volume', '/dev/xvdf1'],
  ['examine', 'since', '2026-11-30'],
  ['end-login', 'tty', 'pts/3'],
  ['end-login', 'tty', 'ttyS0'],
  ['memory', 'putUrls', 'https://a.example/1?a=b https://a.example/2?a=b'],
  ['memory', 'pieceBytes', '268435456'],
  ['examine-memory', 'memorySha256', 'a'.repeat(64)],
])('%s takes %s as %s', (name, parameter, value) => {
  expect(value).toMatch(new RegExp(documentOf(name).parameters[parameter].allowedPattern));
});

test.each([
  `'; touch x; '`,
  '$(touch x)',
  '`touch x`',
  'https://a.example/"x',
  'pts/../1',
  '\n',
  'a\\',
])('no parameter takes %j', (value) => {
  for (const name of scripts) {
    for (const { allowedPattern } of Object.values<{ allowedPattern: string }>(
      documentOf(name).parameters,
    )) {
      expect(value).not.toMatch(new RegExp(allowedPattern));
    }
  }
});

test('a parameter that may be left out is empty then, and no other may', () => {
  const optional = scripts.flatMap((name: string) =>
    Object.entries<{ default?: string }>(documentOf(name).parameters)
      .filter(([, { default: value }]) => value === '')
      .map(([parameter]) => `${name} ${parameter}`),
  );
  expect(optional).toEqual([
    'end-login tty',
    'end-login leader',
    'end-login loginAt',
    'examine since',
    'examine-memory volume',
  ]);
});
