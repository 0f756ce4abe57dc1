import { escaped } from '../report/html/escaped';
import { cut } from './cut';
import type { Said } from './say';

/**
 * For mail programs: a few elements, no pictures, and no links but ours. Commands wrap, or they would make the page
 * too wide for a phone.
 */
export const htmlText = ({ title, facts, next, commands, links }: Said): string =>
  [
    `<h2>${lines(title)}</h2>`,
    `<table>${facts.map(({ name, text }) => `<tr><th align="left" valign="top">${lines(name)}</th><td>${lines(text)}</td></tr>`).join('')}</table>`,
    ...(next.length > 0
      ? [
          '<h3>What to do now</h3>',
          `<ol>${next.map((line) => `<li>${lines(line)}</li>`).join('')}</ol>`,
        ]
      : []),
    ...commands.map(
      (line) =>
        `<pre style="white-space:pre-wrap;overflow-wrap:anywhere">${escaped(cut(line, 2_000))}</pre>`,
    ),
    ...links.map(({ text, url }) => `<p><a href="${escaped(url)}">${escaped(text)}</a></p>`),
  ].join('\n');

const lines = (text: string): string => cut(text, 4_000).split('\n').map(escaped).join('<br>');
