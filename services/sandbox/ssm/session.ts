import { randomBytes } from 'node:crypto';
import { partitionOf } from '../core/partition';
import { perWorld } from '../core/per-world';
import type { Resource } from '../core/place';
import type { Principal } from '../core/principal';
import type { Call, World } from '../core/service';
import { type Machine, machineOf } from '../ec2/machine';
import { endProcess, startProcess, uidOf } from '../ec2/processes';
import { managedNode } from './nodes';
import { refuse } from './refusals';

/** A shell on a machine, or a port forwarded to it. Its name is its id. */
export interface Session extends Resource {
  readonly target: string;
  readonly documentName: string | undefined;
  readonly reason: string | undefined;
  readonly ownerArn: string;
  readonly startedAt: Date;
  /** Of its process on the machine. */
  readonly pid: number;
  endedAt: Date | undefined;
}

/** By ARN. */
export const sessions = perWorld(() => new Map<string, Session>());

export const sessionArn = ({ region, accountId }: Call, id: string): string =>
  `arn:${partitionOf(region)}:ssm:${region}:${accountId}:session/${id}`;

export interface NewSession {
  readonly target: string;
  readonly documentName: string | undefined;
  readonly reason: string | undefined;
}

/** The agent starts a worker and in it a shell of ssm-user; no login is written to utmp. */
export function startSession(
  world: World,
  call: Call,
  machine: Machine,
  wanted: NewSession,
): Session {
  const { accountId, region, principal } = call;
  const name = `${sessionOwner(principal)}-${randomLetters()}`;
  const session: Session = {
    ...wanted,
    arn: sessionArn(call, name),
    name,
    accountId,
    region,
    ownerArn: principal.arn,
    startedAt: world.now(),
    pid: startShell(machine, name),
    endedAt: undefined,
  };
  sessions(world).set(session.arn, session);
  return session;
}

/** Its processes end with it; ending it twice changes nothing. */
export function endSession(world: World, session: Session): void {
  session.endedAt ??= world.now();
  endProcess(machineOf(world, session.target), session.pid);
}

/** Over too when its process was killed on the machine, or the machine itself is not running any more. */
export function isActive(world: World, session: Session): boolean {
  const { endedAt, target, pid } = session;
  const isRunning = managedNode(world, session, target) !== undefined;
  return endedAt === undefined && isRunning && machineOf(world, target).processes.has(pid);
}

/** Ended ones are as good as none. [U] */
export function activeSession(world: World, call: Call, id: string): Session {
  const found = sessions(world).get(sessionArn(call, id));
  if (found === undefined || !isActive(world, found)) throw refuse.noSession(id);
  return found;
}

/** The name of the user, or of the role's session. [R] */
function sessionOwner(principal: Principal): string {
  if (principal.kind === 'user') return principal.userName;
  return principal.kind === 'assumed-role' ? principal.sessionName : 'root';
}

/** 26 of them. [R] */
function randomLetters(): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
  return [...randomBytes(26)].map((byte) => alphabet[byte % alphabet.length]).join('');
}

function startShell(machine: Machine, name: string): number {
  const pid = Math.max(2000, ...machine.processes.keys()) + 1;
  const worker = ['/usr/bin/ssm-session-worker', name];
  const none = { tty: undefined, environment: {} };
  startProcess(machine, { pid, parent: 1, user: 'root', uid: 0, command: worker, ...none });
  startProcess(machine, {
    ...none,
    pid: pid + 1,
    parent: pid,
    user: 'ssm-user',
    uid: uidOf(machine, 'ssm-user'),
    command: ['sh'],
    environment: { HOME: '/home/ssm-user', TERM: 'xterm-256color' },
  });
  return pid;
}
