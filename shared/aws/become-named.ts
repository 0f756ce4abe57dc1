import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { assume } from './assume-chain';
import type { Connection } from './connection';
import { openSts } from './member-access';

export interface Named {
  readonly connection: Connection;
  /** ARN of the person before they took the role: that person answers for what is written. */
  readonly caller: string;
  /** By how much this machine's clock is ahead of AWS's; absent where AWS did not say. */
  readonly aheadMs?: number;
}

/**
 * A role in the caller's own account; the caller's own credentials where they already are that role. The session is
 * named for the caller unless a name is given, so that AWS's own records name the person as well. Rejects with the
 * SDK's error.
 */
export async function becomeNamed(
  role: string,
  connection: Connection,
  sessionName = sessionNameOf,
): Promise<Named> {
  const sts = openSts(connection);
  const ahead = clockAhead(sts);
  const { Account, Arn } = await sts.send(new GetCallerIdentityCommand({}));
  if (!Account || !Arn) throw new Error('GetCallerIdentity answered without an account or an ARN');
  if (Arn.includes(`:assumed-role/${role}/`))
    return { connection, caller: Arn, ...aheadOf(ahead()) };
  const [, partition = 'aws'] = Arn.split(':');
  const hop = {
    roleArn: `arn:${partition}:iam::${Account}:role/${role}`,
    sessionName: sessionName(Arn),
  };
  const credentials = await assume(sts, hop, role);
  return { connection: { ...connection, credentials }, caller: Arn, ...aheadOf(ahead()) };
}

const aheadOf = (aheadMs: number | undefined): Pick<Named, 'aheadMs'> =>
  aheadMs === undefined ? {} : { aheadMs };

/** The last part of the ARN, with only the 2 to 64 characters that a session's name may have. */
const sessionNameOf = (arn: string): string =>
  `by-${arn.split(/[/:]/).at(-1) ?? ''}`.replace(/[^\w+=,.@-]/g, '-').slice(0, 64);

/**
 * Watches the dates of a client's answers. The function returned says by how many milliseconds this machine's clock
 * is ahead of AWS's, or behind where negative; nothing before there was an answer with a date. AWS dates to the
 * second.
 */
export function clockAhead(client: STSClient): () => number | undefined {
  let aheadMs: number | undefined;
  client.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      const { headers } = answer.response as { readonly headers?: Record<string, string> };
      const date = Date.parse(headers?.date ?? '');
      if (!Number.isNaN(date)) aheadMs = Date.now() - date;
      return answer;
    },
    { step: 'deserialize', name: 'clockAhead' },
  );
  return () => aheadMs;
}

export const KEEPER_ROLE = 'trailwarden-baseline-keeper';

/** The role that may say what is right. Rejects with the SDK's error. */
export const becomeKeeper = (connection: Connection): Promise<Named> =>
  becomeNamed(KEEPER_ROLE, connection);

/** The account whose keys these are. Rejects with the SDK's error. */
export async function callerAccount(connection: Connection): Promise<string> {
  const { Account } = await openSts(connection).send(new GetCallerIdentityCommand({}));
  if (!Account) throw new Error('GetCallerIdentity answered without an account');
  return Account;
}
