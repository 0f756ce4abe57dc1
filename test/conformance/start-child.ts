import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { bareEnvironment } from './run';

/** An AWS emulator that is not ours, on a loopback port, until `close`. */
export interface Started {
  readonly endpoint: string;
  readonly close: () => Promise<void>;
}

export interface Child {
  readonly command: string;
  readonly args: (port: number) => readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Resolves when the program answers HTTP; rejects with its output when it ends or stays silent. */
export async function startChild({ command, args, env = {} }: Child): Promise<Started> {
  const port = await freePort();
  const child = spawn(command, [...args(port)], {
    env: { ...bareEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  process.once('exit', () => child.kill()); // a suite that is ended leaves nothing behind
  const said: string[] = [];
  child.stdout.on('data', (text) => said.push(String(text)));
  child.stderr.on('data', (text) => said.push(String(text)));
  child.on('error', (error) => said.push(error.message));
  const endpoint = `http://127.0.0.1:${port}`;
  if (await answers(endpoint, child)) return { endpoint, close: () => end(child) };
  await end(child);
  throw new Error(`${command} did not answer at ${endpoint}: ${said.join('')}`);
}

/** Any answer will do: a server that refuses a bare GET is up. */
async function answers(endpoint: string, child: ChildProcess): Promise<boolean> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline && hasNotEnded(child)) {
    const answer = await fetch(endpoint).catch(() => undefined);
    if (answer) return true;
    await wait(100);
  }
  return false;
}

async function end(child: ChildProcess): Promise<void> {
  if (!hasNotEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

const hasNotEnded = ({ pid, exitCode, signalCode }: ChildProcess): boolean =>
  pid !== undefined && exitCode === null && signalCode === null;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}
