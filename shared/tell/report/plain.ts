/**
 * A text of an attacker may steer a terminal, turn text around, or end in half a character. Such characters are
 * shown by their code points, and so are line breaks where one line is meant.
 */
export const plain = (text: string): string =>
  text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (one) => `\\u{${one.codePointAt(0)?.toString(16)}}`,
  );

/**
 * The same, with every text in it on one line. An attacker chooses names. What we make of them afterwards has only
 * our own line breaks and colours.
 */
export function plainly<T>(value: T): T {
  if (typeof value === 'string') return plain(value) as T;
  if (Array.isArray(value)) return value.map(plainly) as T;
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plainly(one)])) as T;
}
