import type { Said } from './say';

/** For e-mail, tickets and whatever knows no layout. */
export const plainText = ({ title, facts, next, commands }: Said): string =>
  [
    title,
    '',
    ...facts.map(({ name, text }) => `${name}: ${text.replaceAll('\n', '\n  ')}`),
    '',
    'What to do now:',
    ...next.map((line, index) => `${index + 1}. ${line}`),
    '',
    ...commands,
  ].join('\n');
