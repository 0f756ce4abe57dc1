import { type Passes, readJsonPattern, unknownPattern } from './json-pattern';

/**
 * A filter pattern as far as it is known here: none, terms, JSON. Refuses any other one loudly.
 * [D] FilterAndPatternSyntax
 */
export function readFilterPattern(pattern: string): Passes {
  const written = pattern.trim();
  if (written === '') return () => true;
  if (written.startsWith('{') && written.endsWith('}')) {
    return readJsonPattern(written.slice(1, -1), pattern);
  }
  return termsPattern(written, pattern);
}

const term = /\s*([?-]?)(?:"((?:[^"\\]|\\.)*)"|(\w+))/y;

/** All terms, in any order; none with `-`; of those with `?` at least one, unless others are asked for too. */
function termsPattern(written: string, pattern: string): Passes {
  const terms: { readonly sign: string; readonly text: string }[] = [];
  term.lastIndex = 0;
  while (term.lastIndex < written.length) {
    const found = term.exec(written);
    if (found === null) throw unknownPattern(pattern);
    const [, sign = '', quoted, bare = ''] = found;
    terms.push({ sign, text: quoted?.replace(/\\(.)/g, '$1') ?? bare });
  }
  const of = (sign: string) => terms.filter((one) => one.sign === sign).map(({ text }) => text);
  const [all, none, any] = [of(''), of('-'), of('?')];
  return (message) =>
    all.every((text) => message.includes(text)) &&
    !none.some((text) => message.includes(text)) &&
    (any.length === 0 || all.length > 0 || any.some((text) => message.includes(text)));
}
