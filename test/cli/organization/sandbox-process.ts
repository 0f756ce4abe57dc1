import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { until } from '../../../services/cli/local/until';
import type { Credentials } from '../../../shared/aws/connection';
import { listening } from '../../aws/loopback';
import { bareEnvironment } from '../../conformance/run';
import { BIN } from '../run-cli';

/** What `trailwarden sandbox --json` says; each line has some of it. */
export interface Line {
  readonly endpoint?: string;
  readonly accounts?: readonly {
    readonly id: string;
    readonly name: string;
    readonly credentials: Credentials;
  }[];
  readonly speed?: number;
  readonly deafForMs?: number;
  readonly rolesSettleMs?: number;
  readonly kind?: string;
  readonly functionName?: string;
  readonly requestId?: string;
  readonly line?: string;
  /** The first line of a message. */
  readonly text?: string;
  readonly record?: { readonly eventName?: string };
}

export interface SandboxProcess {
  readonly port: string;
  /** The first line that is so, from the first on. */
  readonly line: (isSo: (line: Line) => boolean) => Promise<Line>;
  /** Ctrl-C; the exit code and everything that went to standard error. */
  readonly interrupt: () => Promise<{ readonly code: number | null; readonly stderr: string }>;
  readonly kill: () => void;
}

/** `trailwarden sandbox --json` as a process of its own, on a port that was free a moment ago. */
export async function startSandboxProcess(args: readonly string[]): Promise<SandboxProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, [BIN, 'sandbox', '--json', '--port', port, ...args], {
    env: bareEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: Line[] = [];
  let stderr = '';
  createInterface(child.stdout).on('line', (text) => lines.push(JSON.parse(text)));
  child.stderr.on('data', (text) => {
    stderr += String(text);
  });
  return {
    port,
    line: async (isSo) => {
      await until(async () => lines.some(isSo), { what: 'it said so', withinMs: 90_000 });
      return lines.find(isSo) ?? {};
    },
    interrupt: async () => {
      const ended = once(child, 'close');
      child.kill('SIGINT');
      await ended;
      return { code: child.exitCode, stderr };
    },
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}

async function freePort(): Promise<string> {
  const { endpoint, close } = await listening(createServer());
  await close();
  return new URL(endpoint).port;
}
