import { expect, test } from '@jest/globals';
import { parseQueryInput } from '../../../services/sandbox/core/protocols';

const parse = (form: string) => parseQueryInput(new URLSearchParams(form));

test('scalars are read as strings, without Action and Version', () => {
  expect(parse('Action=AssumeRole&Version=2011-06-15&DurationSeconds=900')).toEqual({
    DurationSeconds: '900',
  });
});

test('members become a list in the order of their numbers', () => {
  expect(parse('Tags.member.2.Key=b&Tags.member.10.Key=c&Tags.member.1.Key=a')).toEqual({
    Tags: [{ Key: 'a' }, { Key: 'b' }, { Key: 'c' }],
  });
});

test('entries become a map', () => {
  const form = 'Attributes.entry.1.key=Policy&Attributes.entry.1.value={}';
  expect(parse(form)).toEqual({ Attributes: { Policy: '{}' } });
});

test('names that every object inherits are ordinary names', () => {
  expect(parse('constructor.member.1=x&toString=y')).toEqual({ constructor: ['x'], toString: 'y' });
});
