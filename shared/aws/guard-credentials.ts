import {
  AssumeRoleCommand,
  type AssumeRoleCommandOutput,
  type STSClient,
} from '@aws-sdk/client-sts';
import type { Credentials } from './connection';

export interface GuardRole {
  readonly roleName: string;
  readonly sessionName: string;
  readonly partition: string;
}

/** Credentials of the role in this account. Rejects with the SDK's error. */
export type GuardCredentials = (accountId: string) => Promise<Credentials>;

/**
 * One AssumeRole per account and hour, at most one in flight per account however many records ask.
 * Refreshed five minutes early, so that no call leaves with credentials that expire on the way. A
 * Lambda's own credentials are a role's, so this is role chaining and one hour is AWS's limit:
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function guardCredentials(
  sts: STSClient,
  role: GuardRole,
  now: () => number = Date.now,
): GuardCredentials {
  const held = new Map<string, { readonly fetched: Promise<Credentials>; freshUntil: number }>();
  return (accountId) => {
    const entry = held.get(accountId);
    if (entry && entry.freshUntil > now()) return entry.fetched;
    const fetched = assumeRole(sts, role, accountId);
    const pending = { fetched, freshUntil: Number.POSITIVE_INFINITY };
    held.set(accountId, pending);
    fetched.then(
      ({ expiration }) => {
        pending.freshUntil = (expiration?.getTime() ?? now()) - EARLY_MS;
      },
      () => held.delete(accountId), // a refusal is not remembered: the role may be back at the next signal
    );
    return fetched;
  };
}

const EARLY_MS = 5 * 60_000;

async function assumeRole(
  sts: STSClient,
  { roleName, sessionName, partition }: GuardRole,
  accountId: string,
): Promise<Credentials> {
  const { Credentials: given } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:${partition}:iam::${accountId}:role/${roleName}`,
      RoleSessionName: sessionName,
      DurationSeconds: 3600,
    }),
  );
  return credentialsFrom(given, `${roleName} of ${accountId}`);
}

/** Throws when STS answered without them, which AWS's documentation does not rule out. */
export function credentialsFrom(
  given: AssumeRoleCommandOutput['Credentials'],
  role: string,
): Credentials {
  if (!given?.AccessKeyId || !given.SecretAccessKey || !given.SessionToken) {
    throw new Error(`AssumeRole of ${role} answered without credentials`);
  }
  return {
    accessKeyId: given.AccessKeyId,
    secretAccessKey: given.SecretAccessKey,
    sessionToken: given.SessionToken,
    ...(given.Expiration && { expiration: given.Expiration }),
  };
}
