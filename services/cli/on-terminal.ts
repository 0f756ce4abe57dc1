import pc from 'picocolors';
import { plain } from '../../shared/report/plain';

/**
 * Text as a terminal may have it: every control character, every mark that turns or hides text, and every
 * escape sequence (links, titles, cursor) is shown by its code point; our own colours and line breaks stay.
 * The one function at the border: whatever a command prints goes through it.
 */
export const onTerminal = (text: string): string =>
  text.replace(STEERING, (found) => {
    if (found === '\n') return found;
    if (found === '\t') return ' ';
    return found.length > 1 && pc.isColorSupported ? found : plain(found);
  });

const ESCAPE = String.fromCharCode(0x1b);

/** Bold, dim, the plain colours, and their ends: no blinking and no hiding. */
const STEERING = new RegExp(
  `${ESCAPE}\\[(?:1|2|22|3[1-79]|9[0-7])m|[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]`,
  'gu',
);

/** Every text in a value on one line and without colours: what an attacker wrote makes no line of its own. */
export function inOneLine<T>(value: T): T {
  if (typeof value === 'string') return plain(value) as T;
  if (Array.isArray(value)) return value.map(inOneLine) as T;
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, inOneLine(one)]),
  ) as T;
}
