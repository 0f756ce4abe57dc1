import { InvalidPattern, type ValueTest } from './pattern';

/** `*` stands for any run of characters; `\*` and `\\` are the characters themselves. */
export function wildcardTest(pattern: string): ValueTest {
  const regex = new RegExp(`^${translate(pattern)}$`, 'su');
  return (value) => typeof value === 'string' && regex.test(value);
}

function translate(pattern: string): string {
  let source = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    const next = pattern.charAt(at + 1);
    if (character === '*' && next === '*') {
      // Event Ruler counts positions in the quoted JSON string.
      throw new InvalidPattern(`Consecutive wildcard characters at pos ${at + 1}`);
    }
    if (character === '\\') {
      if (next !== '*' && next !== '\\') {
        throw new InvalidPattern(`Invalid escape character at pos ${at + 1}`);
      }
      source += `\\${next}`;
      at += 1;
    } else {
      source += character === '*' ? '.*' : character.replace(/[.+?^${}()|[\]/]/g, '\\$&');
    }
  }
  return source;
}
