/**
 * What an attacker typed may steer a terminal or turn text around, and half of a character is none: such
 * are shown by their code points, and line breaks too, where one line is meant.
 */
export const plain = (text: string): string =>
  text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (one) => `\\u{${one.codePointAt(0)?.toString(16)}}`,
  );

/**
 * The same, every text in it on one line. An attacker chooses names; what is made of them afterwards has no line
 * breaks and colours but ours.
 */
export function plainly<T>(value: T): T {
  if (typeof value === 'string') return plain(value) as T;
  if (Array.isArray(value)) return value.map(plainly) as T;
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plainly(one)])) as T;
}
