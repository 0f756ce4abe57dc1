import { clean } from './clean';
import { type Collected, textIn, type Unread } from './collected';

export interface HostProcess {
  readonly pid: number;
  readonly parent: number;
  /** A name that the process gives itself. */
  readonly name: string;
  readonly state: string;
  readonly session: number;
  /** The number of its terminal, as the kernel has it; 0 is none. */
  readonly terminal: number;
  readonly uid?: number;
  /** Who logged in before whatever became of it; absent where no one did. */
  readonly loginUid?: number;
  readonly startedAt?: string;
  readonly commandLine: string;
  readonly program?: string;
  /** The program's file is gone. */
  readonly isDeleted: boolean;
  readonly sha256?: string;
  /** Inodes of its sockets. */
  readonly sockets: readonly number[];
}

const MOST = 4_096;

/** The processes of a collection, by number. */
export function readProcesses(files: Collected): {
  readonly processes: readonly HostProcess[];
  readonly unread: readonly Unread[];
} {
  const pids = new Set<number>();
  for (const path of files.keys()) {
    const pid = /^collected\/proc\/(\d{1,10})\//.exec(path)?.[1];
    if (pid) pids.add(Number(pid));
  }
  const sorted = [...pids].sort((a, b) => a - b);
  const bootAt = Number(
    /^btime (\d{1,12})$/m.exec(textIn(files, 'collected/kernel/stat') ?? '')?.[1],
  );
  const unread: Unread[] = [];
  const processes = sorted.slice(0, MOST).flatMap((pid) => {
    const read = readProcess(files, pid, bootAt);
    if (!read)
      unread.push({ file: `collected/proc/${pid}/stat`, why: 'it is none of the kernel’s' });
    return read ?? [];
  });
  if (sorted.length > MOST) {
    unread.push({ file: 'collected/proc', why: `${sorted.length - MOST} processes more` });
  }
  return { processes, unread };
}

function readProcess(files: Collected, pid: number, bootAt: number): HostProcess | undefined {
  const part = (name: string) => textIn(files, `collected/proc/${pid}/${name}`);
  const stat = part('stat') ?? '';
  // A process may have `) ` in its name: what follows the last one is the kernel's.
  const [, name = '', rest = ''] =
    /^\d+ \(([\s\S]{0,64})\) ([A-Za-z] [-\d ]+)\s*$/.exec(stat) ?? [];
  const [state = '', ...numbers] = rest.trim().split(/ +/);
  const [parent, , session, terminal] = numbers.map(Number);
  if (parent === undefined || session === undefined || terminal === undefined) return undefined;
  const uid = Number(/^Uid:\s+(\d+)/m.exec(part('status') ?? '')?.[1]);
  const loginUid = Number(part('loginuid')?.trim() || Number.NaN);
  const startedMs = (bootAt + Number(numbers[18]) / TICKS) * 1_000;
  const program = part('exe')?.trim();
  const sha256 = /^[0-9a-f]{64}$/m.exec(part('exe-sha256') ?? '')?.[0];
  return {
    ...{ pid, parent, name: clean(name, 64), state, session, terminal },
    ...(!Number.isNaN(uid) && { uid }),
    ...(!Number.isNaN(loginUid) && loginUid < NOBODY && { loginUid }),
    ...(startedMs > 0 && startedMs < 8e15 && { startedAt: new Date(startedMs).toISOString() }),
    commandLine: clean((part('cmdline') ?? '').replace(/\0+$/, '').replaceAll('\0', ' '), 2_048),
    ...(program && { program: clean(program.replace(/ \(deleted\)$/, ''), 1_024) }),
    isDeleted: program?.endsWith(' (deleted)') ?? false,
    ...(sha256 && { sha256 }),
    sockets: [...(part('fd') ?? '').matchAll(/-> socket:\[(\d{1,20})\]/g)].map(([, inode]) =>
      Number(inode),
    ),
  };
}

/** USER_HZ is 100 on every Linux of EC2's. */
const TICKS = 100;

/** The kernel's −1. */
const NOBODY = 4_294_967_295;
