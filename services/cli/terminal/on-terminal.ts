import pc from 'picocolors';
import { plain } from '../../../shared/tell/report/plain';

/**
 * Text that is safe for a terminal: every control character, every mark that turns or hides text, and every escape
 * sequence (links, titles, cursor) is shown by its code point; our own colours and line breaks stay. Everything that
 * a command prints goes through this function.
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
