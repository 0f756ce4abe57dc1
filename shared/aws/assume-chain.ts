import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import type { Connection, Credentials } from './connection';
import { credentialsFrom, openSts } from './member-access';

export interface Hop {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly sourceIdentity?: string;
}

/** Credentials at the end of a chain of roles, each assumed with those of the one before. For drills. */
export async function assumeChain(
  connection: Connection,
  hops: readonly Hop[],
): Promise<Credentials | undefined> {
  let { credentials } = connection;
  for (const { roleArn, sessionName, sourceIdentity } of hops) {
    const sts = openSts({ ...connection, ...(credentials && { credentials }) });
    const { Credentials: given } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: roleArn,
        RoleSessionName: sessionName,
        ...(sourceIdentity && { SourceIdentity: sourceIdentity }),
      }),
    );
    sts.destroy(); // each role has other keys, and none is used twice
    credentials = credentialsFrom(given, roleArn);
  }
  return credentials;
}
