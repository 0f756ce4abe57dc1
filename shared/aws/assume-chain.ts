import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import type { Connection, Credentials } from './connection';
import { credentialsFrom, openSts } from './member-access';

export interface Hop {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly sourceIdentity?: string;
}

/** Credentials of a role, which an error calls `role`. Rejects with the SDK's error. */
export async function assume(sts: STSClient, hop: Hop, role = hop.roleArn): Promise<Credentials> {
  const { roleArn: RoleArn, sessionName: RoleSessionName, sourceIdentity: SourceIdentity } = hop;
  const asked = new AssumeRoleCommand({ RoleArn, RoleSessionName, SourceIdentity });
  return credentialsFrom((await sts.send(asked)).Credentials, role);
}

/** Credentials at the end of a chain of roles, each assumed with those of the one before. For drills. */
export async function assumeChain(
  connection: Connection,
  hops: readonly Hop[],
): Promise<Credentials | undefined> {
  let { credentials } = connection;
  for (const hop of hops) {
    const sts = openSts({ ...connection, ...(credentials && { credentials }) });
    credentials = await assume(sts, hop);
    sts.destroy(); // each role has other keys, and none is used twice
  }
  return credentials;
}
