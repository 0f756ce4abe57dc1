import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { assume } from './assume-chain';
import { clockAhead } from './clock-ahead';
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
 * named for the caller, so that AWS's own records name the person as well. Rejects with the SDK's error.
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
