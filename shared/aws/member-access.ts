import { setImmediate } from 'node:timers/promises';
import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { STSClient } from '@aws-sdk/client-sts';
import type { Obstacle } from '../domain/obstacle';
import type { Place } from '../domain/place';
import { cloudTrailClients } from './cloudtrail-clients';
import type { Credentials } from './connection';
import { type GuardRole, guardCredentials } from './guard-credentials';

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
