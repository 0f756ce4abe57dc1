/**
 * What an attacker typed may steer a terminal or turn text around, and half of a character is none: such
 * are shown by their code points, and line breaks too, where one line is meant.
 */
export const plain = (text: string): string =>
  text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (one) => `\\u{${one.codePointAt(0)?.toString(16)}}`,
  );
