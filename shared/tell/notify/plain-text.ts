import type { Said } from './say';

/** For e-mail, tickets and other texts without a layout. */
export const plainText = ({ title, facts, next, commands, links }: Said): string =>
  [
    title,
    '',
    ...facts.map(({ name, text }) => `${name}: ${text.replaceAll('\n', '\n  ')}`),
    ...(next.length > 0
      ? ['', 'What to do now:', ...next.map((line, index) => `${index + 1}. ${line}`)]
      : []),
    '',
    ...commands,
    ...(links.length > 0 ? ['', ...links.map(({ text, url }) => `${text}: ${url}`)] : []),
  ].join('\n');
