import { join } from 'node:path';
import type { Connection } from '../../shared/aws/connection';
import { type Ended, run } from '../conformance/run';

export const BIN = join(__dirname, '../../services/cli/trailwarden.cjs');

/** The command line as a person runs it: a process of its own, with these keys and no others. */
export function runCli(args: readonly string[], keys?: Connection): Promise<Ended> {
  return run(process.execPath, [BIN, ...args], { env: { NO_COLOR: '1', ...environment(keys) } });
}

function environment(keys: Connection = {}): Record<string, string> {
  const { region, credentials } = keys;
  return {
    ...(region && { AWS_REGION: region }),
    ...(credentials && {
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    }),
    ...(credentials?.sessionToken && { AWS_SESSION_TOKEN: credentials.sessionToken }),
  };
}
