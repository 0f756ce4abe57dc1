import {
  AssumeRoleCommand,
  type AssumeRoleCommandOutput,
  type STSClient,
} from '@aws-sdk/client-sts';
import { AssumeRoleError } from './classify';
import type { Credentials } from './connection';
import { Recent } from './recent';

export interface GuardRole {
  readonly roleName: string;
  readonly sessionName: string;
  readonly partition: string;
  /** Called with each key that STS gives. */
  readonly given?: (accountId: string, accessKeyId: string) => void;
}

export interface GuardCredentials {
  /** Credentials of the role in this account. Rejects with the SDK's error. */
  readonly of: (accountId: string) => Promise<Credentials>;
  /**
   * After a call that left at `askedAt` was denied: is it worth another try? Fetches other credentials than those it
   * used, unless they are so new that others would be no better. Where none are given, unexpired ones stay: in an
   * account that left the organization they are the last ones, and one call may be denied for another reason.
   */
  readonly renew: (accountId: string, askedAt: number) => boolean;
}

interface Held {
  readonly fetched: Promise<Credentials>;
  readonly since: number;
  freshUntil: number;
}

/**
 * One AssumeRole per account and hour, and at most one in flight per account, even for many records. Refreshed five
 * minutes early, so that no call leaves with credentials that expire on the way. A Lambda's own credentials are a
 * role's, so this is role chaining and one hour is AWS's limit:
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function guardCredentials(
  sts: STSClient,
  role: GuardRole,
  now: () => number = Date.now,
): GuardCredentials {
  const kept = new Recent<Held>(2_000);
  const isOver = ({ freshUntil }: Held): boolean => freshUntil + EARLY_MS <= now();
  const fetch = (accountId: string, old?: Held): Promise<Credentials> => {
    const fetched = assumeRole(sts, role, accountId).then(
      (given) => {
        role.given?.(accountId, given.accessKeyId);
        held.freshUntil = (given.expiration?.getTime() ?? now()) - EARLY_MS;
        return given;
      },
      (error) => {
        // A refusal is not remembered: the role may be back at the next signal.
        const isLast = kept.get(accountId) === held;
        if (isLast) kept.delete(accountId);
        if (!old || isOver(old)) throw error;
        if (isLast) kept.set(accountId, old);
        return old.fetched;
      },
    );
    const held: Held = { fetched, since: now(), freshUntil: Number.POSITIVE_INFINITY };
    kept.set(accountId, held);
    return fetched;
  };
  return {
    of: (accountId) => {
      const held = kept.get(accountId);
      if (!held) return fetch(accountId);
      if (held.freshUntil > now()) return held.fetched;
      return fetch(accountId, held);
    },
    renew: (accountId, askedAt) => {
      const held = kept.get(accountId);
      if (!held) return false; // AssumeRole itself was refused
      if (held.since > askedAt) return true; // another call that was denied has renewed them
      if (now() - held.since < NEW_MS) return false;
      fetch(accountId, held).catch(() => undefined);
      return true;
    },
  };
}

const NEW_MS = 2_000;
const EARLY_MS = 5 * 60_000;

async function assumeRole(
  sts: STSClient,
  { roleName, sessionName, partition }: GuardRole,
  accountId: string,
): Promise<Credentials> {
  const RoleArn = `arn:${partition}:iam::${accountId}:role/${roleName}`;
  const { Credentials: given } = await sts
    .send(new AssumeRoleCommand({ RoleArn, RoleSessionName: sessionName, DurationSeconds: 3600 }))
    .catch((cause: unknown) => {
      throw new AssumeRoleError(RoleArn, cause);
    });
  return credentialsFrom(given, `${roleName} of ${accountId}`);
}

/** Throws when STS answered without credentials, which AWS's documentation does not rule out. */
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
