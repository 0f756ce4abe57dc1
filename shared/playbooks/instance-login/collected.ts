/** The files of an archive by their path, without `./`; what a collection has is described beside its script. */
export type Collected = ReadonlyMap<string, Uint8Array>;

/** A file that could not be made sense of, or only in part. */
export interface Unread {
  readonly file: string;
  readonly why: string;
}

/** Latin-1 where it is no UTF-8: a host writes what it likes. */
export const textIn = (files: Collected, path: string): string | undefined => {
  const bytes = files.get(path);
  return bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
};

/**
 * The regular files of a tar, by GNU tar's and by POSIX's long names. What comes after a broken header is not read, and
 * told. A later file of the same path replaces an earlier one, as in tar.
 */
export function readTar(bytes: Uint8Array): {
  readonly files: Collected;
  readonly unread: readonly Unread[];
} {
  const tar = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const files = new Map<string, Uint8Array>();
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= tar.length; ) {
    const header = tar.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) return { files, unread: [] };
    const size = sizeOf(header);
    const end = at + BLOCK + size;
    if (!isHeader(header) || Number.isNaN(size) || end > tar.length) {
      return { files, unread: [{ file: 'archive', why: `broken after ${files.size} files` }] };
    }
    const body = tar.subarray(at + BLOCK, end);
    const type = String.fromCharCode(header[156] ?? 0);
    if (type === 'L') longName = cString(body);
    else if (type === 'x')
      longName = /^\d+ path=(.*)$/m.exec(body.toString('utf8'))?.[1] ?? longName;
    else {
      if (type === '0' || type === '\0') files.set(clipped(longName ?? nameOf(header)), body);
      longName = undefined;
    }
    at = BLOCK + at + Math.ceil(size / BLOCK) * BLOCK;
  }
  return { files, unread: [{ file: 'archive', why: 'it has no end' }] };
}

const BLOCK = 512;

const cString = (bytes: Buffer): string => {
  const end = bytes.indexOf(0);
  return bytes.subarray(0, end < 0 ? bytes.length : end).toString('utf8');
};

const clipped = (name: string): string => name.replace(/^(\.?\/)+/, '');

function nameOf(header: Buffer): string {
  const isPosix = header.subarray(257, 263).toString('latin1') === 'ustar\0';
  const prefix = isPosix ? cString(header.subarray(345, 500)) : '';
  const name = cString(header.subarray(0, 100));
  return prefix ? `${prefix}/${name}` : name;
}

const sizeOf = (header: Buffer): number => {
  const text = cString(header.subarray(124, 136)).trim();
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number.NaN;
};

/** The sum of its bytes, its own field taken as blanks. */
function isHeader(header: Buffer): boolean {
  const said = Number.parseInt(cString(header.subarray(148, 156)).trim(), 8);
  const sum = header.reduce((all, byte, at) => all + (at >= 148 && at < 156 ? 32 : byte), 0);
  return said === sum;
}
