import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { onClose } from '../core/on-close';
import { perWorld } from '../core/per-world';
import type { World } from '../core/service';
import { ec2Of } from './state';

/**
 * What runs inside an instance. Its files are files of this computer below `root`, those of /proc too, so that a
 * script that looks at a machine looks at this one by its root directory.
 */
export interface Machine {
  readonly instanceId: string;
  /** A temporary directory, there until the sandbox closes. */
  readonly root: string;
  /** What its network interface answers to inside the VPC. */
  readonly address: string;
  /** Whether Systems Manager reaches it. */
  agent: 'online' | 'stopped';
  /** By the process id of the login. */
  readonly logins: Map<number, Login>;
  readonly processes: Map<number, Process>;
}

/** Someone who is logged in. */
export interface Login {
  /** Of the process that keeps the session, e.g. `sshd: ec2-user@pts/0`. */
  readonly pid: number;
  readonly shellPid: number;
  readonly user: string;
  /** `pts/0` */
  readonly tty: string;
  /** The address it came from. */
  readonly from: string;
  readonly port: number;
  readonly at: Date;
}

export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly user: string;
  readonly uid: number;
  readonly command: readonly string[];
  readonly tty: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
}

const machines = perWorld(() => new Map<string, Machine>());

/** Undefined while no one has asked for it. */
export const knownMachine = (world: World, instanceId: string): Machine | undefined =>
  machines(world).get(instanceId);

/** The machine in an instance, its files made when it is first asked for. */
export function machineOf(world: World, instanceId: string): Machine {
  const known = machines(world).get(instanceId);
  if (known) return known;
  const instance = ec2Of(world).instances.get(instanceId);
  if (instance === undefined) throw new Error(`There is no instance ${instanceId}.`);
  const root = mkdtempSync(join(tmpdir(), `sandbox-${instanceId}-`));
  onClose(world, () => rmSync(root, { recursive: true, force: true }));
  const first = ec2Of(world).interfaces.get(instance.interfaceIds[0] ?? '');
  const machine: Machine = {
    instanceId,
    root,
    address: first?.privateIp ?? '127.0.0.1',
    agent: 'online',
    logins: new Map(),
    processes: new Map(),
  };
  machines(world).set(instanceId, machine);
  layOut(machine);
  return machine;
}

/** The few files that every Linux machine has. */
function layOut(machine: Machine): void {
  const name = `ip-${machine.address.replaceAll('.', '-')}`;
  for (const folder of ['proc/net', 'run', 'var/log', 'tmp', 'root', 'home/ec2-user/.ssh']) {
    mkdirSync(join(machine.root, folder), { recursive: true });
  }
  symlinkSync('../run', join(machine.root, 'var/run'));
  putFile(machine, '/etc/hostname', `${name}\n`);
  putFile(machine, '/etc/os-release', 'NAME="Amazon Linux"\nVERSION="2023"\nID="amzn"\n');
  putFile(machine, '/etc/passwd', PASSWD);
  putFile(machine, '/run/utmp', '');
  putFile(machine, '/var/log/wtmp', '');
  putFile(machine, '/home/ec2-user/.ssh/authorized_keys', '', 0o600);
}

const PASSWD = `root:x:0:0:root:/root:/bin/bash
sshd:x:74:74:Privilege-separated SSH:/usr/share/empty.sshd:/sbin/nologin
ec2-user:x:1000:1000:EC2 Default User:/home/ec2-user:/bin/bash
ssm-user:x:1001:1001::/home/ssm-user:/bin/bash
`;

/** Writes a file of the machine, its folders with it; `path` is the machine's own, e.g. `/etc/crontab`. */
export function putFile(
  machine: Machine,
  path: string,
  content: string | Buffer,
  mode = 0o644,
): void {
  const file = fileOf(machine, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  chmodSync(file, mode);
}

/** Where on this computer a file of the machine lies; no path leads out of its root. */
export function fileOf({ root }: Machine, path: string): string {
  return join(root, normalize(`/${path}`));
}
