import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Connection, Credentials } from './connection';
import { credentialsFrom, openSts } from './member-access';

export const OPERATOR_ROLE = 'trailwarden-operator';
export const READER_ROLE = 'trailwarden-reader';

/**
 * Credentials of the operator role in the caller's own account; nothing when the caller is that role
 * already. Rejects with the SDK's error.
 */
export async function operatorCredentials(
  connection: Connection,
): Promise<Credentials | undefined> {
  const sts = openSts(connection);
  const { Account, Arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
  const [, partition = 'aws'] = Arn.split(':');
  if (Arn.includes(`:assumed-role/${OPERATOR_ROLE}/`)) return undefined;
  const { Credentials: given } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:${partition}:iam::${Account}:role/${OPERATOR_ROLE}`,
      RoleSessionName: 'trailwarden-cli',
    }),
  );
  return credentialsFrom(given, OPERATOR_ROLE);
}
