import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { contactSources } from '../../shared/domain/contact';
import { noContactsFile, readContactsFile } from '../../shared/investigate/contacts/contacts-file';
import { matches } from '../../shared/investigate/contacts/entries-for';

const refusal = (file: unknown) => {
  const read = readContactsFile(typeof file === 'string' ? file : JSON.stringify(file));
  return read.kind === 'refused' ? read.sentences : [];
};

test('an empty file asks every source in its order', () => {
  expect(readContactsFile('{}')).toEqual({ kind: 'contacts', contacts: noContactsFile });
  expect(noContactsFile.order).toEqual(contactSources);
});

const mistakes: readonly (readonly [string, unknown, string])[] = [
  ['text that is not JSON', 'contacts:', 'The contacts file is not JSON.'],
  ['a list', [], 'The contacts file is no object.'],
  ['an unknown key', { contact: [] }, '"contact" is not known here.'],
  ['an unknown source', { order: ['phone'] }, `"order.0" is none of ${contactSources.join(', ')}.`],
  ['a source twice', { order: ['default', 'default'] }, '"order" names a source twice.'],
  [
    'an entry without an address',
    { contacts: [{ name: 'a' }] },
    '"contacts.0.address" is missing.',
  ],
  [
    'an empty address',
    { contacts: [{ name: 'a', address: '' }] },
    '"contacts.0.address" is empty.',
  ],
  [
    'an entry without an owner',
    { contacts: [{ address: 'a@b.example' }] },
    '"contacts.0" says not whose it is: give account, principal or name.',
  ],
  [
    'an account as a number',
    { contacts: [{ account: 111122223333, address: 'a' }] },
    '"contacts.0.account" is not text.',
  ],
  ['a default that is text', { default: 'a@b.example' }, '"default" is no object.'],
];

test.each(mistakes)('%s is refused in a sentence', (_, file, sentence) => {
  expect(refusal(file)).toEqual([sentence]);
});

test('the example in the docs is a valid contacts file', () => {
  const page = readFileSync(join(__dirname, '../../docs/lineage.md'), 'utf8');
  const [, example = ''] = /```json\n([^`]+)```/.exec(page) ?? [];
  expect(refusal(example)).toEqual([]);
  expect(JSON.parse(example).contacts).toHaveLength(2);
});

test('two mistakes are two sentences', () => {
  expect(refusal({ order: 'x', tags: 'y' })).toEqual(['"order" is no list.', '"tags" is no list.']);
});

test('any text is read or refused, and never fails', async () => {
  await fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const read = readContactsFile(text);
      expect(read.kind === 'contacts' || read.sentences.length > 0).toBe(true);
    }),
  );
});

test.each([
  ['alice', 'Alice', true],
  ['alice', 'alice2', false],
  ['*', '', true],
  ['a*c', 'abc', true],
  ['a*c', 'ac', true],
  ['ab*bc', 'abc', false],
  ['*role/*/x*', 'arn:role/deploy/x1', true],
  ['a.c', 'abc', false],
])('the pattern %s against %s fits: %s', (pattern, text, fits) => {
  expect(matches(pattern, text)).toBe(fits);
});

test('a pattern of many stars does not hang', () => {
  expect(matches(`${'*a'.repeat(200)}b`, 'a'.repeat(2_000))).toBe(false);
});
