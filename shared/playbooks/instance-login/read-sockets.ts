import { type Collected, textIn, type Unread } from './collected';
import { firstLines } from './lines';
import type { HostProcess } from './read-processes';

export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

export interface HostSocket {
  readonly protocol: 'tcp' | 'udp';
  readonly local: Endpoint;
  readonly remote: Endpoint;
  readonly state: 'listening' | 'connected' | 'other';
  readonly uid: number;
  readonly inode: number;
  /** Whose it is; absent where no process shows it. */
  readonly pid?: number;
}

const MOST = 8_192;
const MOST_LINES = 50_000;

/** The sockets of `/proc/net`. */
export function readSockets(
  files: Collected,
  processes: readonly HostProcess[],
): { readonly sockets: readonly HostSocket[]; readonly unread: readonly Unread[] } {
  const owners = new Map(
    processes.flatMap(({ pid, sockets }) => sockets.map((inode) => [inode, pid])),
  );
  const unread: Unread[] = [];
  const sockets: HostSocket[] = [];
  for (const table of ['tcp', 'tcp6', 'udp', 'udp6']) {
    const file = `collected/net/${table}`;
    const { lines: all, left } = firstLines(textIn(files, file) ?? '', MOST_LINES);
    if (left > 0) unread.push({ file, why: `${left} characters more` });
    const lines = all.slice(1).filter((line) => line.trim() !== '');
    const read = lines.flatMap(
      (line) => readSocket(line, table.startsWith('tcp') ? 'tcp' : 'udp') ?? [],
    );
    if (read.length < lines.length)
      unread.push({ file, why: `${lines.length - read.length} lines are no sockets` });
    sockets.push(...read.map((one) => withOwner(one, owners.get(one.inode))));
  }
  if (sockets.length > MOST)
    unread.push({ file: 'collected/net', why: `${sockets.length - MOST} sockets more` });
  return { sockets: sockets.slice(0, MOST), unread };
}

const withOwner = (socket: HostSocket, pid: number | undefined): HostSocket =>
  pid === undefined ? socket : { ...socket, pid };

const LINE =
  /^\s*\d+: ([0-9A-F]+):([0-9A-F]{4}) ([0-9A-F]+):([0-9A-F]{4}) ([0-9A-F]{2}) \S+ \S+ \S+\s+(\d+)\s+\d+\s+(\d+)/;

function readSocket(line: string, protocol: 'tcp' | 'udp'): HostSocket | undefined {
  const [, ip = '', port = '', peer = '', peerPort = '', state = '', uid, inode] =
    LINE.exec(line) ?? [];
  const [address, remote] = [addressOf(ip), addressOf(peer)];
  if (address === undefined || remote === undefined) return undefined;
  return {
    protocol,
    local: { address, port: Number.parseInt(port, 16) },
    remote: { address: remote, port: Number.parseInt(peerPort, 16) },
    state: STATES[`${protocol} ${state}`] ?? 'other',
    uid: Number(uid),
    inode: Number(inode),
  };
}

/** A socket of UDP that waits for anyone is in the state that TCP calls closed. */
const STATES: Readonly<Record<string, HostSocket['state']>> = {
  'tcp 01': 'connected',
  'tcp 0A': 'listening',
  'udp 01': 'connected',
  'udp 07': 'listening',
};

/** Words of four bytes, each in the order of the machine: little-endian on all of EC2's. */
function addressOf(hex: string): string | undefined {
  if (hex.length !== 8 && hex.length !== 32) return undefined;
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) =>
    [...Buffer.from(word, 'hex')].reverse(),
  );
  if (bytes.length === 4) return bytes.join('.');
  const isMapped =
    bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;
  return isMapped ? bytes.slice(12).join('.') : shortest(bytes);
}

/** As RFC 5952 writes it: the first longest run of zeros is `::`. */
function shortest(bytes: readonly number[]): string {
  const groups = Array.from({ length: 8 }, (_, at) =>
    ((bytes[2 * at] ?? 0) * 256 + (bytes[2 * at + 1] ?? 0)).toString(16),
  );
  const runs = [...groups.join(':').matchAll(/\b0(?::0)+\b/g)].map(([run]) => run);
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  if (longest === '') return groups.join(':');
  const whole = groups.join(':');
  const at = whole.search(new RegExp(`(?<![0-9a-f])${longest}(?![0-9a-f])`));
  return `${whole.slice(0, at).replace(/:$/, '')}::${whole.slice(at + longest.length).replace(/^:/, '')}`;
}
