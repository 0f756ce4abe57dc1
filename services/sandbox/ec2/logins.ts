import { readFileSync, symlinkSync } from 'node:fs';
import type { World } from '../core/service';
import { ipNumber } from './cidr';
import { fileOf, knownMachine, type Login, type Machine, putFile } from './machine';
import { endProcess, startProcess, uidOf } from './processes';
import { LOGGED_IN, LOGGED_OUT, loginEntry } from './utmp';

export interface NewLogin {
  readonly user: string;
  /** The address it comes from. */
  readonly from: string;
  /** Default: the first `pts/` that is free. */
  readonly tty?: string;
  /** Default: the next free one. */
  readonly pid?: number;
  /** Default: now, on this computer. */
  readonly at?: Date;
}

/** Someone logs in by SSH: sshd and a shell run, the socket is open, utmp and wtmp tell of it. */
export function logIn(machine: Machine, wanted: NewLogin): Login {
  const { user, from, at = new Date() } = wanted;
  const pid = wanted.pid ?? Math.max(2000, ...machine.processes.keys()) + 1;
  const login: Login = {
    pid,
    shellPid: pid + 1,
    user,
    tty: wanted.tty ?? freeTty(machine),
    from,
    port: 40_000 + (pid % 20_000),
    at,
  };
  machine.logins.set(pid, login);
  startSession(machine, login);
  writeSockets(machine);
  writeUtmp(machine);
  appendWtmp(machine, loginEntry(login, LOGGED_IN));
  return login;
}

/** Ends the session and its processes; nothing happens when it is over already. */
export function logOut(machine: Machine, pid: number, at = new Date()): void {
  const login = machine.logins.get(pid);
  if (login === undefined) return;
  machine.logins.delete(pid);
  endProcess(machine, pid);
  writeSockets(machine);
  writeUtmp(machine);
  appendWtmp(machine, loginEntry({ ...login, at }, LOGGED_OUT));
}

/** Kills a process; a login whose session or shell it was is over with it. */
export function kill(machine: Machine, pid: number): void {
  const login = [...machine.logins.values()].find((one) => [one.pid, one.shellPid].includes(pid));
  if (login) logOut(machine, login.pid);
  else endProcess(machine, pid);
}

/** The machine goes down, as by a stop or a reboot: no one is logged in, and no process of before is left. */
export function restart(world: World, instanceId: string): void {
  const machine = knownMachine(world, instanceId);
  if (machine === undefined) return;
  for (const pid of [...machine.logins.keys()]) logOut(machine, pid, world.now());
  for (const pid of [...machine.processes.keys()]) endProcess(machine, pid);
}

function freeTty({ logins }: Machine): string {
  const taken = [...logins.values()].map(({ tty }) => tty);
  for (let number = 0; ; number += 1) {
    if (!taken.includes(`pts/${number}`)) return `pts/${number}`;
  }
}

function startSession(machine: Machine, { pid, shellPid, user, tty, from, port }: Login): void {
  const uid = uidOf(machine, user);
  const environment = {
    USER: user,
    HOME: user === 'root' ? '/root' : `/home/${user}`,
    SSH_CONNECTION: `${from} ${port} ${machine.address} 22`,
    SSH_TTY: `/dev/${tty}`,
  };
  const command = [`sshd: ${user}@${tty}`];
  startProcess(machine, { pid, parent: 1, user, uid, command, tty: undefined, environment: {} });
  symlinkSync(`socket:[${socketOf(pid)}]`, fileOf(machine, `/proc/${pid}/fd/4`));
  const shell = { pid: shellPid, parent: pid, user, uid, command: ['-bash'], tty, environment };
  startProcess(machine, shell);
}

const socketOf = (pid: number): number => 100_000 + pid;

const HEADER =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';

/** /proc/net/tcp: sshd listens, and each login has its connection [proc(5)]. */
function writeSockets(machine: Machine): void {
  const rest = '00000000:00000000 00:00000000 00000000';
  const lines = [
    `   0: 00000000:0016 00000000:0000 0A ${rest}     0        0 ${socketOf(0)} 1 0`,
    ...[...machine.logins.values()].map(({ from, port, pid }, index) => {
      const local = `${hexAddress(machine.address)}:0016`;
      const remote = `${hexAddress(from)}:${port.toString(16).toUpperCase().padStart(4, '0')}`;
      return `${String(index + 1).padStart(4)}: ${local} ${remote} 01 ${rest}     0        0 ${socketOf(pid)} 1 0`;
    }),
  ];
  putFile(machine, '/proc/net/tcp', `${HEADER}${lines.join('\n')}\n`);
}

/** The four bytes as the machine has them in memory, the last one first. */
function hexAddress(ip: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(ipNumber(ip) || 0);
  return bytes.toString('hex').toUpperCase();
}

function writeUtmp(machine: Machine): void {
  const entries = [...machine.logins.values()].map((login) => loginEntry(login, LOGGED_IN));
  putFile(machine, '/run/utmp', Buffer.concat(entries));
}

function appendWtmp(machine: Machine, entry: Buffer): void {
  const before = readFileSync(fileOf(machine, '/var/log/wtmp'));
  putFile(machine, '/var/log/wtmp', Buffer.concat([before, entry]));
}
