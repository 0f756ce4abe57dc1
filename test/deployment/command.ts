import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalOrganization, Sandbox } from '../../services/sandbox';
import { BIN } from '../cli/run-cli';

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandLine {
  /** Where trailwarden.yml is. */
  readonly folder: string;
  /** As a person of the security account runs it, with a profile of the management account. */
  readonly run: (...words: readonly string[]) => Promise<Ended>;
  /** The same, killed after so many milliseconds. */
  readonly killedAfter: (ms: number, ...words: readonly string[]) => Promise<void>;
  /** The same, killed as soon as something is so. Rejects where it ended before. */
  readonly killedWhen: (isSo: () => boolean, ...words: readonly string[]) => Promise<void>;
}

export function commandLine(sandbox: Sandbox, organization: LocalOrganization): CommandLine {
  const folder = mkdtempSync(join(tmpdir(), 'trailwarden-deployment-'));
  const profile = (name: string, accountId: string): string => {
    const { accessKeyId, secretAccessKey } = sandbox.credentials(accountId);
    return `[${name}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
  };
  const credentials = join(folder, 'credentials');
  writeFileSync(
    credentials,
    profile('security', organization.securityAccountId) +
      profile('management', organization.managementAccountId),
  );
  const options = {
    cwd: folder,
    maxBuffer: 16_000_000,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      AWS_SHARED_CREDENTIALS_FILE: credentials,
      AWS_PROFILE: 'security',
      AWS_REGION: organization.homeRegion,
    },
  };
  const start = (words: readonly string[], ended: (result: Ended) => void) =>
    execFile(
      process.execPath,
      [BIN, ...words, '--endpoint', sandbox.endpoint],
      options,
      (error, stdout, stderr) =>
        ended({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr: stderr.trim() }),
    );
  return {
    folder,
    run: (...words) => new Promise((resolve) => start(words, resolve)),
    killedWhen: (isSo, ...words) =>
      new Promise((resolve, reject) => {
        let isKilled = false;
        const child = start(words, ({ stderr }) => {
          clearInterval(watching);
          if (isKilled) resolve();
          else reject(new Error(`It ended before it was killed: ${stderr}`));
        });
        const watching = setInterval(() => {
          if (!isSo()) return;
          isKilled = true;
          child.kill('SIGKILL');
        }, 2);
      }),
    killedAfter: (ms, ...words) =>
      new Promise((resolve) => {
        const child = start(words, () => resolve());
        setTimeout(() => child.kill('SIGKILL'), ms);
      }),
  };
}
