import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { fileOf, type Machine, type Process, putFile } from './machine';

/** Numbers that Linux gives to what follows `pts/`: major 136, minor its number [proc(5)]. */
function ttyNumber(tty: string | undefined): number {
  const found = /^pts\/(\d+)$/.exec(tty ?? '');
  return found ? 136 * 256 + Number(found[1]) : 0;
}

/** Starts a process: its entries below /proc are what a script sees of it [proc(5)]. */
export function startProcess(machine: Machine, process: Process): void {
  const { pid, parent, command, environment, tty, uid } = process;
  const name = (command[0] ?? '').split('/').at(-1)?.split(':')[0]?.slice(0, 15) ?? '';
  const put = (file: string, content: string) => putFile(machine, `/proc/${pid}/${file}`, content);
  put('cmdline', command.map((word) => `${word}\0`).join(''));
  put('comm', `${name}\n`);
  put(
    'environ',
    Object.entries(environment)
      .map(([key, value]) => `${key}=${value}\0`)
      .join(''),
  );
  put('status', statusOf(process, name));
  put('loginuid', String(uid));
  const head = `${pid} (${name}) S ${parent} ${pid} ${pid} ${ttyNumber(tty)}`;
  put('stat', `${head} -1 4194304 ${Array(43).fill(0).join(' ')}\n`);
  mkdirSync(fileOf(machine, `/proc/${pid}/fd`), { recursive: true });
  if (tty) symlinkSync(`/dev/${tty}`, fileOf(machine, `/proc/${pid}/fd/0`));
  machine.processes.set(pid, process);
}

function statusOf({ pid, parent, uid }: Process, name: string): string {
  const ids = Array(4).fill(uid).join('\t');
  return `Name:\t${name}\nUmask:\t0022\nState:\tS (sleeping)\nTgid:\t${pid}\nPid:\t${pid}\nPPid:\t${parent}\nUid:\t${ids}\nGid:\t${ids}\n`;
}

/** Ends a process and those it started, as a signal would; nothing happens when it is gone already. */
export function endProcess(machine: Machine, pid: number): void {
  machine.processes.delete(pid);
  rmSync(fileOf(machine, `/proc/${pid}`), { recursive: true, force: true });
  for (const child of [...machine.processes.values()]) {
    if (child.parent === pid) endProcess(machine, child.pid);
  }
}

/** The user's number in the machine's /etc/passwd; 1000 for one that is not in it. */
export function uidOf(machine: Machine, user: string): number {
  const line = readFileSync(fileOf(machine, '/etc/passwd'), 'utf8')
    .split('\n')
    .find((one) => one.startsWith(`${user}:`));
  return Number(line?.split(':')[2] ?? 1000);
}
