import { expect, test } from '@jest/globals';
import { canonicalDocument, canonicalPolicy } from '../../../shared/domain/canonical-policy';

const allow = { Effect: 'Allow', Action: ['kms:Decrypt', 'kms:Encrypt'], Resource: '*' };
const deny = { Effect: 'Deny', Action: '*', Resource: '*' };
const textOf = (...Statement: readonly object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement });

test.each([
  ['laid out otherwise', JSON.stringify(JSON.parse(textOf(allow, deny)), null, 2)],
  ['with its statements in another order', textOf(deny, allow)],
  [
    'with its actions in another order',
    textOf({ ...allow, Action: ['kms:Encrypt', 'kms:Decrypt'] }, deny),
  ],
  [
    'with its keys in another order',
    textOf({ Resource: '*', Action: allow.Action, Effect: 'Allow' }, deny),
  ],
  ['with a list of one for a text', textOf(allow, { ...deny, Action: ['*'] })],
])('a policy %s is the same policy', (_, text) => {
  expect(canonicalPolicy(text)).toBe(canonicalPolicy(textOf(allow, deny)));
});

test('a single statement equals a list of one', () => {
  const alone = JSON.stringify({ Version: '2012-10-17', Statement: allow });
  expect(canonicalPolicy(alone)).toBe(canonicalPolicy(textOf(allow)));
  expect(JSON.parse(canonicalPolicy(alone)).Statement).toEqual([allow]);
});

test('a policy that allows more is another policy', () => {
  expect(canonicalPolicy(textOf(allow))).not.toBe(canonicalPolicy(textOf(allow, deny)));
  expect(canonicalPolicy(textOf(allow))).not.toBe(
    canonicalPolicy(textOf({ ...allow, Action: 'kms:*' })),
  );
});

test('a canonical policy stays as it is', () => {
  const once = canonicalPolicy(textOf(deny, allow));
  expect(canonicalPolicy(once)).toBe(once);
});

test('in a document that is no policy the order of lists matters, and that of keys does not', () => {
  expect(canonicalDocument('{"b":1,"a":[2,1]}')).toBe('{"a":[2,1],"b":1}');
  expect(canonicalDocument('{"a":[1]}')).toBe('{"a":[1]}');
});

test('a text that is not JSON stays unchanged', () => {
  expect(canonicalPolicy('alias/topic')).toBe('alias/topic');
  expect(canonicalDocument('')).toBe('');
  expect(canonicalDocument('1.0')).toBe('1.0');
});
