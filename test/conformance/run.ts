import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';

export interface Run {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program to its end, with nothing of our environment but the path: no profile and no real
 * credentials reach it. Rejects only when it cannot be started; its exit code is an answer.
 */
export function run(
  command: string,
  args: readonly string[],
  { cwd = tmpdir(), env = {}, input = '' }: Run = {},
): Promise<Ended> {
  const options = { cwd, env: { ...bareEnvironment(), ...env }, maxBuffer: 64 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    const child = execFile(command, [...args], options, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') return reject(error);
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
    child.stdin?.on('error', () => undefined); // One that ends without reading its input has an exit code all the same.
    child.stdin?.end(input);
  });
}

export const bareEnvironment = (): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: tmpdir(),
  AWS_EC2_METADATA_DISABLED: 'true',
});
