import { expect, test } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import { terminalPicture } from '../../services/cli/docs/terminal-picture';

const parsed = (output: string) =>
  new XMLParser({
    ignoreAttributes: false,
    trimValues: false,
    isArray: (name) => /text|tspan/.test(name),
  }).parse(terminalPicture(output, 'a title')).svg;

test('what a terminal shows is drawn line by line, in its colours', () => {
  const { text } = parsed('plain\n\u001b[1mbold\u001b[22m and \u001b[32mgreen\u001b[39m\n');
  expect(text).toHaveLength(2);
  expect(text[1].tspan).toEqual([
    { '#text': 'bold', '@_font-weight': 'bold' },
    ' and ',
    { '#text': 'green', '@_fill': '#7ee787' },
  ]);
});

test('a name that looks like markup is text, and a long line is cut with a sign', () => {
  const { text } = parsed(`<script>&\n${'x'.repeat(300)}`);
  expect(text[0].tspan).toEqual(['<script>&']);
  expect(text[1].tspan[0]).toBe(`${'x'.repeat(117)}…`);
});
