import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

export interface Invoked {
  /** What the function answered; absent when it failed. */
  readonly output?: unknown;
  /** Why it failed. */
  readonly error?: string;
  readonly tookMs: number;
  /** Of the process so far. */
  readonly peakKb: number;
  readonly cpuMs: number;
}

export interface Environment {
  readonly invoke: (event: unknown) => Promise<Invoked>;
  /** Bytes that went to its log. */
  readonly logged: () => number;
  readonly close: () => void;
}

export interface Packaged {
  /** The packaged handler. */
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/** A process of its own for a function, as Lambda gives one; a call that takes too long ends it. */
export function startEnvironment({ file, env, timeoutMs }: Packaged): Environment {
  let logged = 0;
  let calls = 0;
  const start = (): ChildProcess => {
    const child = fork(join(__dirname, 'environment.cjs'), [file], {
      env: { PATH: process.env.PATH ?? '', ...env },
      execArgv: [],
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    child.stdout?.on('data', (chunk: Buffer) => {
      logged += chunk.length;
    });
    return child;
  };
  let isOpen = true;
  let child = start();
  return {
    logged: () => logged,
    close: () => {
      isOpen = false;
      child.kill('SIGKILL');
    },
    invoke: (event) =>
      new Promise((resolve) => {
        calls += 1;
        const startedAt = performance.now();
        const tookMs = () => performance.now() - startedAt;
        const timer = setTimeout(() => {
          child.removeAllListeners('message');
          child.kill('SIGKILL');
          if (isOpen) child = start();
          resolve({
            error: `Task timed out after ${timeoutMs} ms`,
            tookMs: tookMs(),
            peakKb: 0,
            cpuMs: 0,
          });
        }, timeoutMs);
        child.once('message', (answer: Omit<Invoked, 'tookMs'>) => {
          clearTimeout(timer);
          resolve({ ...answer, tookMs: tookMs() });
        });
        child.send({ event, leftMs: timeoutMs, requestId: `bench-${calls}` });
      }),
  };
}
