import { bounded } from './clean';
import { type Collected, textIn, type Unread } from './collected';
import { type AuthLine, readAuthLog, readJournal } from './read-auth';
import { type HostProcess, readProcesses } from './read-processes';
import { type HostSocket, readSockets } from './read-sockets';
import { type HostSession, readUtmp } from './read-utmp';

/** What a collection says of its machine. All of it are the machine's own words. */
export interface HostState {
  readonly processes: readonly HostProcess[];
  readonly sockets: readonly HostSocket[];
  /** Who is logged in. */
  readonly sessions: readonly HostSession[];
  /** Who was. */
  readonly past: readonly HostSession[];
  /** Who tried in vain. */
  readonly failed: readonly HostSession[];
  /** Of its logs and its journal, oldest first. */
  readonly auth: readonly AuthLine[];
  /** What was there and could not be read, and what was not there. */
  readonly unread: readonly Unread[];
}

const LOGS = [
  'var/log/auth.log.1',
  'var/log/auth.log',
  'var/log/secure',
  'collected/ends/auth.log',
  'collected/ends/secure',
];
const MOST_LINES = 5_000;

/** Never throws: what is malformed is told as unread. `until` is when the collection was made. */
export function readHost(files: Collected, until: string): HostState {
  const { processes, unread } = readProcesses(files);
  const net = readSockets(files, processes);
  const [now, past, failed] = ['run/utmp', 'var/log/wtmp', 'var/log/btmp'].map((file) => {
    const bytes = files.get(file) ?? files.get(`collected/ends/${file.split('/').at(-1)}`);
    return bytes
      ? readUtmp(bytes, file)
      : { sessions: [], unread: [{ file, why: 'it is not there' }] };
  });
  const logs = LOGS.filter((file) => files.has(file));
  const journal = textIn(files, 'collected/journal.json') ?? '';
  // journalctl has a sentence of its own for none.
  const isSilent = logs.length === 0 && !journal.includes('{');
  const lines = [
    ...logs.flatMap((file) => readAuthLog(textIn(files, file) ?? '', until)),
    ...readJournal(journal),
  ];
  const { kept, left } = bounded(distinct(lines).reverse(), MOST_LINES);
  return {
    processes,
    sockets: net.sockets,
    sessions: now?.sessions.filter(({ kind }) => kind === 'login') ?? [],
    past: past?.sessions ?? [],
    failed: failed?.sessions ?? [],
    auth: kept.reverse(),
    unread: [
      ...unread,
      ...net.unread,
      ...[now, past, failed].flatMap((one) => one?.unread ?? []),
      ...(left > 0 ? [{ file: 'logs', why: `${left} older lines` }] : []),
      ...(isSilent ? [{ file: 'logs', why: 'there is no authentication log and no journal' }] : []),
    ],
  };
}

/** A line stands in the log and in the journal; a forged one is no second copy. Oldest first. */
function distinct(lines: readonly AuthLine[]): AuthLine[] {
  const seen = new Map<string, AuthLine>();
  for (const line of lines) {
    const { at, kind, user, from = '', port = 0, command = '', isForged } = line;
    const key = JSON.stringify([at.slice(0, 19), kind, user, from, port, command, isForged]);
    if (!seen.has(key)) seen.set(key, line);
  }
  return [...seen.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
