import { clean } from './clean';
import type { Unread } from './collected';

/** A record of who is, or was, logged in. */
export interface HostSession {
  readonly kind: 'boot' | 'login' | 'end' | 'other';
  readonly user: string;
  /** `pts/3` */
  readonly tty: string;
  /** From where, as the host says. */
  readonly from: string;
  readonly pid: number;
  readonly at: string;
}

interface Layout {
  readonly size: number;
  readonly seconds: number;
}

/** `struct utmp` on x86 and on 64-bit ARM, where times have eight bytes. [D] utmp(5), glibc bits/utmp.h */
const LAYOUTS: readonly Layout[] = [
  { size: 384, seconds: 340 },
  { size: 400, seconds: 344 },
];

const MOST = 2_000;

/** The records of utmp, wtmp or btmp: the newest where there are too many. Records that were zeroed are told. */
export function readUtmp(
  bytes: Uint8Array,
  file: string,
): { readonly sessions: readonly HostSession[]; readonly unread: readonly Unread[] } {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (data.length === 0) return { sessions: [], unread: [] };
  const fits = ({ size }: Layout) => data.length % size === 0 && typesOf(data, size).every(isType);
  const layout = LAYOUTS.find(fits);
  if (!layout) return { sessions: [], unread: [{ file, why: 'it holds no records of logins' }] };
  const count = data.length / layout.size;
  const first = Math.max(0, count - MOST);
  const records = Array.from({ length: count - first }, (_, at) =>
    data.subarray((first + at) * layout.size, (first + at + 1) * layout.size),
  );
  const zeroed = records.filter((one) => one.every((byte) => byte === 0)).length;
  return {
    sessions: records
      .filter((one) => one.readInt16LE(0) !== 0)
      .map((one) => sessionOf(one, layout)),
    unread: [
      ...(first > 0 ? [{ file, why: `${first} older records` }] : []),
      ...(zeroed > 0 ? [{ file, why: `${zeroed} records were overwritten with zeros` }] : []),
    ],
  };
}

const typesOf = (data: Buffer, size: number): readonly number[] =>
  Array.from({ length: data.length / size }, (_, at) => data.readInt16LE(at * size));

const isType = (type: number): boolean => type >= 0 && type <= 9;

const KINDS: Readonly<Record<number, HostSession['kind']>> = { 2: 'boot', 7: 'login', 8: 'end' };

function sessionOf(record: Buffer, { seconds }: Layout): HostSession {
  const text = (from: number, length: number) =>
    clean(
      record
        .subarray(from, from + length)
        .toString('utf8')
        .replace(/\0[\s\S]*$/, ''),
    );
  return {
    kind: KINDS[record.readInt16LE(0)] ?? 'other',
    pid: record.readInt32LE(4),
    tty: text(8, 32),
    user: text(44, 32),
    from: text(76, 256),
    at: new Date(record.readUInt32LE(seconds) * 1_000).toISOString(),
  };
}
