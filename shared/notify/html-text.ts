import { escaped } from '../report/html/escaped';
import { cut } from './cut';
import type { Said } from './say';

/** For mail programs: a few elements, no styles, no pictures, no links. */
export const htmlText = ({ title, facts, next, commands }: Said): string =>
  [
    `<h2>${lines(title)}</h2>`,
    `<table>${facts.map(({ name, text }) => `<tr><th align="left" valign="top">${lines(name)}</th><td>${lines(text)}</td></tr>`).join('')}</table>`,
    '<h3>What to do now</h3>',
    `<ol>${next.map((line) => `<li>${lines(line)}</li>`).join('')}</ol>`,
    `<pre>${commands.map((line) => escaped(cut(line, 2_000))).join('\n')}</pre>`,
  ].join('\n');

const lines = (text: string): string => cut(text, 4_000).split('\n').map(escaped).join('<br>');
