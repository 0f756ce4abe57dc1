import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Piece, ValueSplitter } from '../../services/cli/replay/split-values';

function split(text: string, size = text.length || 1): readonly Piece[] {
  const splitter = new ValueSplitter();
  const pieces: Piece[] = [];
  for (let at = 0; at < text.length; at += size)
    pieces.push(...splitter.push(text.slice(at, at + size)));
  return [...pieces, ...splitter.end()];
}

const values = (pieces: readonly Piece[]): readonly unknown[] =>
  pieces.map((piece) => (piece.kind === 'value' ? piece.value : piece.why));
const tricky = { a: '{"[}\\"', b: [{ c: '\\' }], Records: [1] };
const one = JSON.stringify(tricky);

test.each([
  ['a record a line', `${one}\n${one}\n`],
  ['a record a line, the last without a line break', `${one}\r\n\n${one}`],
  ['a log file of CloudTrail', `{"Records":[${one},${one}]}`],
  ['a log file with one record a line', `{"Records": [\n${one},\n${one}\n]}\n`],
  ['a log file printed for people', JSON.stringify({ Records: [tricky, tricky] }, null, 2)],
  ['two log files put together', `{"Records":[${one}]}{"Records":[${one}]}`],
  [
    'what LookupEvents answers',
    JSON.stringify({ Events: [tricky, tricky], NextToken: 'x]}' }, null, 2),
  ],
  ['an array', `[${one},${one}]`],
  ['records without a line break between', `${one}${one}`],
  [
    'records printed for people',
    `${JSON.stringify(tricky, null, 2)}\n${JSON.stringify(tricky, null, 2)}`,
  ],
])('%s is taken apart, in chunks of any size', (_, text) => {
  for (const size of [1, 2, 7, 64, 100_000])
    expect(values(split(text, size))).toEqual([tricky, tricky]);
});

test('a broken line costs that line, and is named', () => {
  expect(split(`${one}\n{"cut": "off\n\nno json\n${one}\n`)).toEqual([
    { kind: 'value', value: tricky, line: 1 },
    { kind: 'bad', why: 'not JSON', line: 2 },
    { kind: 'bad', why: 'not JSON', line: 4 },
    { kind: 'value', value: tricky, line: 5 },
  ]);
});

test('a log file that ends in the middle gives what it has', () => {
  expect(values(split(`{"Records":[${one},{"cut":`))).toEqual([tricky, 'it ends in the middle']);
});

test('a line that holds only a bracket does not swallow the rest', () => {
  expect(values(split(`{\n${one}\n${one}\n`))).toEqual(['not JSON', tricky, tricky]);
});

test('any text in any chunks ends, and never throws', () => {
  const text = fc.array(
    fc.constantFrom('{', '}', '[', ']', '"', '\\', '\n', ',', ':', 'x', '{"Records":[', one),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 9 }), (parts, size) => {
      expect(split(parts.join(''), size)).toBeDefined();
    }),
  );
});

test('many records on one line come out in the chunks they came in', () => {
  const splitter = new ValueSplitter();
  expect(values(splitter.push(`{"Records":[${one},${one},{"a`))).toEqual([tricky, tricky]);
});
