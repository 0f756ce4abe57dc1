import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { documentOf } = require('../../../services/playbooks/instance-login/host/documents.cjs');

export interface Ran {
  readonly code: number | null;
  /** The JSON of the last line. */
  readonly last: Readonly<Record<string, unknown>>;
  readonly said: string;
}

export interface Run {
  readonly environment?: Readonly<Record<string, string>>;
  /** What starts the shell, such as a namespace of its own; by default nothing. */
  readonly through?: readonly string[];
}

/** A folder of its own below the machine's temporary files. */
export const ownFolder = (): string => mkdtempSync(join(tmpdir(), 'trailwarden-host-'));

/** Writes the script of a document as the SSM agent does, and gives its path. */
export function scriptOf(name: string): string {
  const script = join(ownFolder(), '_script.sh');
  const { runCommand } = documentOf(name).mainSteps[0].inputs;
  writeFileSync(script, runCommand.join('\n'), { mode: 0o700 });
  return script;
}

/** Runs what a document ships, with its parameters where the agent puts them. */
export function runDocument(
  name: string,
  { parameters, environment, through }: Run & { parameters: Readonly<Record<string, string>> },
): Promise<Ran> {
  const given = Object.entries(parameters).map(([key, value]) => [`SSM_${key}`, value]);
  return runScript(scriptOf(name), {
    environment: { ...environment, ...Object.fromEntries(given) },
    ...(through && { through }),
  });
}

/** Debian's /bin/sh is dash, Amazon Linux's is bash in its POSIX mode: .ci/host runs all in both. */
const SHELL = process.env.HOST_SHELL?.split(' ') ?? ['sh'];

/** Runs a script, and reads its last line. */
export function runScript(script: string, { environment, through = [] }: Run): Promise<Ran> {
  const [command = '', ...args] = [...through, ...SHELL, script];
  const child = spawn(command, args, {
    cwd: ownFolder(),
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  child.stderr.on('data', (chunk) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const said = Buffer.concat(chunks).toString();
      const line = said.trimEnd().split('\n').at(-1) ?? '';
      if (!line.startsWith('{')) return reject(new Error(`no JSON at the end of: ${said}`));
      resolve({ code, last: JSON.parse(line), said });
    });
  });
}
