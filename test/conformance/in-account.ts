import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { connection, type Keys } from './connection';

/** Keys of an administrator in an account of moto, which lets any caller assume any role, even a missing one. */
export async function inAccount(endpoint: string, accountId: string): Promise<Keys> {
  const sts = new STSClient(connection(endpoint));
  const RoleArn = `arn:aws:iam::${accountId}:role/OrganizationAccountAccessRole`;
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: 'conformance' }),
  );
  sts.destroy();
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
}
