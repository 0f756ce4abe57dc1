import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Local } from './local';
import { ROOT } from './package-service';

/** A command that a person gives in the security account. */
export async function commanded(local: Local, words: readonly string[]): Promise<string> {
  const { securityAccountId, homeRegion } = local.organization;
  const { accessKeyId, secretAccessKey } = local.sandbox.credentials(securityAccountId);
  const cli = join(ROOT, 'services/cli/trailwarden.cjs');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [cli, ...words, '--endpoint', local.sandbox.endpoint],
    {
      env: {
        ...process.env,
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
        AWS_REGION: homeRegion,
      },
    },
  );
  return stdout;
}
