import { TextDecoder } from 'node:util';

/**
 * The text of a file that a person's tools wrote: UTF-8, or UTF-16 as PowerShell's `>` and Notepad write it,
 * with a byte order mark or without.
 */
export const textOf = (bytes: Uint8Array): string => decoderFor(bytes).decode(bytes);

/** By the first bytes of the file. JSON and YAML begin with ASCII, of which UTF-16 has every other byte 0. */
export function decoderFor([first, second]: Uint8Array): TextDecoder {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) {
    return new TextDecoder('utf-16le');
  }
  if (
    (first === 0xfe && second === 0xff) ||
    (first === 0 && second !== undefined && second !== 0)
  ) {
    return new TextDecoder('utf-16be');
  }
  return new TextDecoder();
}
