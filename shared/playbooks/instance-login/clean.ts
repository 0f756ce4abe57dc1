/**
 * A text of the host or of a caller on one line and of a bounded length. What may steer a terminal, turn text around or
 * end a line is shown by its code point, as `shared/tell` shows it.
 */
export function clean(text: string, most = 256): string {
  const cut = text.length > most ? `${text.slice(0, most)}…` : text;
  return cut.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (one) => `\\u{${one.codePointAt(0)?.toString(16)}}`,
  );
}

/** Undefined for what is no text, or says nothing. */
export const cleanText = (value: unknown, most?: number): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? clean(value.trim(), most) : undefined;

/** The first of many, and how many more there were. */
export const bounded = <T>(all: readonly T[], most: number) => ({
  kept: all.slice(0, most),
  left: Math.max(0, all.length - most),
});
