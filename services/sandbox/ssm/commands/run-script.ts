import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Duplex, Readable } from 'node:stream';
import { onClose } from '../../core/on-close';
import { perWorld } from '../../core/per-world';
import type { World } from '../../core/service';
import { kill } from '../../ec2/logins';
import type { Machine } from '../../ec2/machine';
import { reachesS3 } from '../nodes';

export interface Script {
  readonly lines: readonly string[];
  readonly machine: Machine;
  /** On this computer; default: a folder of its own. */
  readonly folder: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
  /** By the world's clock. */
  readonly timeoutSeconds: number;
  readonly cancelled: AbortSignal;
}

export interface ScriptResult {
  readonly ended: 'by-itself' | 'timed-out' | 'cancelled';
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a script on this computer as if it ran on the machine: `MACHINE_ROOT` is where the machine's files lie, and
 * `MACHINE_KILL -KILL <pid>` ends one of its processes. Of this computer's environment it has nothing.
 */
export async function runScript(world: World, script: Script): Promise<ScriptResult> {
  // All at once until it runs: from then on it can run out of time and be cancelled.
  const own = mkdtempSync(join(tmpdir(), 'sandbox-ssm-'));
  try {
    writeFileSync(join(own, 'script.sh'), `${script.lines.join('\n')}\n`);
    writeFileSync(join(own, 'kill'), STAND_IN, { mode: 0o755 });
    return await untilItEnds(world, script, start(world, script, own));
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

/** Where the stand-in for `kill` asks: far from what a script opens itself. */
const KILLS = 9;

const STAND_IN = `#!/bin/sh
printf '%s\\n' "$*" >&${KILLS}
read -r status <&${KILLS}
exit "$status"
`;

/** Nothing listens there: what a machine without a way to S3 sends through it fails. */
const CLOSED = 'http://127.0.0.1:9';
const NO_WAY = Object.fromEntries(
  ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY'].map((name) => [name, CLOSED]),
);

function start(world: World, { machine, folder, environment }: Script, own: string): ChildProcess {
  const child = spawn('/bin/bash', [join(own, 'script.sh')], {
    cwd: folder ?? own,
    detached: true,
    env: {
      ...environment,
      MACHINE_KILL: join(own, 'kill'),
      MACHINE_ROOT: machine.root,
      PATH: '/usr/bin:/bin',
      ...(reachesS3(world, machine.instanceId) ? {} : NO_WAY),
    },
    stdio: ['ignore', 'pipe', 'pipe', ...Array(KILLS - 3).fill('ignore'), 'pipe'],
  });
  const asked = (child.stdio as readonly unknown[])[KILLS] as Duplex;
  // A script that ends between question and answer closes its side.
  asked.on('error', () => undefined);
  createInterface({ input: asked }).on('line', (line) => {
    asked.write(`${endProcesses(machine, line)}\n`);
  });
  return child;
}

/** The exit status of \`kill -KILL <pid> …\`: 1 where one of them is not there. */
function endProcesses(machine: Machine, written: string): number {
  const [signal = '', ...pids] = written.trim().split(/\s+/);
  if (!/^-(?:KILL|SIGKILL|9)$/.test(signal) || pids.length === 0) return 2;
  const found = pids.map(Number).filter((pid) => machine.processes.has(pid));
  for (const pid of found) kill(machine, pid);
  return found.length === pids.length ? 0 : 1;
}

const running = perWorld((world) => {
  const all = new Set<ChildProcess>();
  onClose(world, () => all.forEach(endGroup));
  return all;
});

async function untilItEnds(
  world: World,
  script: Script,
  child: ChildProcess,
): Promise<ScriptResult> {
  running(world).add(child);
  let ended: ScriptResult['ended'] = 'by-itself';
  const end = (how: ScriptResult['ended']) => () => {
    ended = how;
    endGroup(child);
  };
  const time = world.clock.after(script.timeoutSeconds * 1000, end('timed-out'));
  const cancel = end('cancelled');
  script.cancelled.addEventListener('abort', cancel);
  const [stdout, stderr] = [textOf(child.stdout), textOf(child.stderr)];
  const exitCode = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(127));
    child.once('close', (code) => resolve(code ?? KILLED));
  });
  time.cancel();
  script.cancelled.removeEventListener('abort', cancel);
  running(world).delete(child);
  return { ended, exitCode, stdout: await stdout, stderr: await stderr };
}

/** 128 and the number of SIGKILL. */
const KILLED = 137;

/** The script with all that it started. */
function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended by itself just now.
  }
}

async function textOf(stream: Readable | null): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream ?? []) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
