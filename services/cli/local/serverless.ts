import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Runs the framework in a folder, with no credentials at all. Rejects, with its output, when it fails. */
export function serverless(
  args: readonly string[],
  folder: string,
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const bin = join(folder, 'node_modules/serverless/bin/serverless.js');
  return promisify(execFile)(process.execPath, [bin, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: tmpdir() },
  });
}
