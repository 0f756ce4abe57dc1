import pc from 'picocolors';
import { plain } from '../../../shared/tell/report/plain';

/**
 * Text as a terminal may have it: every control character, every mark that turns or hides text, and every
 * escape sequence (links, titles, cursor) is shown by its code point; our own colours and line breaks stay.
 * The one function at the border: all that a command prints goes through it.
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
