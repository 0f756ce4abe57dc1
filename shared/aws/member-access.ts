import { setImmediate } from 'node:timers/promises';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { AssumeRoleCommand, type AssumeRoleCommandOutput, STSClient } from '@aws-sdk/client-sts';
import type { Obstacle } from '../domain/obstacle';
import type { Place } from '../domain/place';
import { AssumeRoleError } from './classify';
import {
  askingOnce,
  type Connection,
  type Credentials,
  clientConfig,
  Recent,
  throttledOnce,
} from './connection';

export interface MemberAccess {
  /** Starts fetching credentials and makes the client. The call that needs them meets, and tells, a refusal. */
  readonly prepare: (place: Place) => void;
  /**
   * For reads: lets a write that waits for the same credentials leave first. All calls wake up when
   * AssumeRole is answered, and signing three takes longer than signing one.
   */
  readonly giveWay: (accountId: string) => Promise<void>;
  readonly client: (accountId: string, region: string) => CloudTrailClient;
  /** Makes a write whose record we will hear: the responder that hears it must know its key by then. */
  readonly announced: <T>(accountId: string, write: () => Promise<T>) => Promise<T>;
  /** Of the guard role, for clients of other services. Rejects with the SDK's error. */
  readonly credentials: (accountId: string) => Promise<Credentials>;
  /** Did the account get other credentials, so that a call that left at `askedAt` and was denied is worth repeating? */
  readonly renew: (accountId: string, askedAt: number) => boolean;
  /**
   * Makes a call, and makes it once more with new credentials when it was denied with kept ones: an
   * attacker who deletes our role kills its sessions, and the role may be back by now.
   */
  readonly withAccess: <T>(
    place: Place,
    call: (client: CloudTrailClient) => Promise<T>,
    obstacleOf: (answer: T) => Obstacle | undefined,
  ) => Promise<T>;
}

interface MemberOptions {
  readonly endpoint?: string;
  /** Makes a key known to the other environments that use the role. Never rejects. */
  readonly announce?: (accountId: string, accessKeyId: string) => Promise<void>;
}

export function memberAccess(
  sts: STSClient,
  role: GuardRole,
  { announce, ...options }: MemberOptions = {},
): MemberAccess {
  const credentials = guardCredentials(sts, role);
  const clients = cloudTrailClients(credentials.of, options);
  const tell = async (accountId: string): Promise<void> => {
    const held = announce && (await credentials.of(accountId).catch(() => undefined));
    if (held) await announce?.(accountId, held.accessKeyId);
  };
  return {
    prepare: ({ accountId, region }) => {
      credentials.of(accountId).catch(() => undefined);
      clients.client(accountId, region);
    },
    giveWay: async (accountId) => {
      await credentials.of(accountId).catch(() => undefined);
      await setImmediate();
    },
    client: clients.client,
    announced: async (accountId, write) => {
      await tell(accountId);
      const answer = await write();
      await tell(accountId); // nothing, unless it was made with newer credentials
      return answer;
    },
    credentials: credentials.of,
    renew: (accountId, askedAt) => {
      const isNew = credentials.renew(accountId, askedAt);
      if (isNew) clients.forget(accountId);
      return isNew;
    },
    withAccess: async ({ accountId, region }, call, obstacleOf) => {
      const askedAt = Date.now();
      const answer = await call(clients.client(accountId, region));
      if (obstacleOf(answer)?.kind !== 'denied') return answer;
      if (!credentials.renew(accountId, askedAt)) return answer;
      clients.forget(accountId);
      return call(clients.client(accountId, region));
    },
  };
}

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

export interface CloudTrailClients {
  readonly client: (accountId: string, region: string) => CloudTrailClient;
  /** The SDK keeps credentials in the client, so old ones go with it. */
  readonly forget: (accountId: string) => void;
}

/**
 * One client per account and Region. All share one connection pool: every account of a Region has
 * the same host, so a socket opened for one is warm for the next.
 */
export function cloudTrailClients(
  credentials: (accountId: string) => Promise<Credentials>,
  { endpoint }: { readonly endpoint?: string } = {},
): CloudTrailClients {
  const accounts = new Recent<Map<string, CloudTrailClient>>(128);
  let pool: CloudTrailClient['config']['requestHandler'] | undefined;
  const create = (accountId: string, region: string): CloudTrailClient => {
    const client = new CloudTrailClient({
      ...clientConfig({ region, ...(endpoint && { endpoint }) }),
      ...(pool && { requestHandler: pool }),
      credentials: () => credentials(accountId),
    });
    pool ??= client.config.requestHandler;
    return throttledOnce(askingOnce(client));
  };
  return {
    client: (accountId, region) => {
      const regions = accounts.get(accountId) ?? new Map<string, CloudTrailClient>();
      const client = regions.get(region) ?? create(accountId, region);
      accounts.set(accountId, regions.set(region, client));
      return client;
    },
    forget: (accountId) => accounts.delete(accountId),
  };
}

/** A client with the keys of the connection: the CLI's own eyes, a drill. */
export const openCloudTrail = (connection: Connection): CloudTrailClient =>
  new CloudTrailClient(clientConfig(connection));

/** Regional by default in SDK v3: a global outage of STS does not stop a restoration. */
export const openSts = (connection: Connection = {}): STSClient =>
  new STSClient(clientConfig(connection));
