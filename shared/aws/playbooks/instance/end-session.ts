import { DescribeSessionsCommand, TerminateSessionCommand } from '@aws-sdk/client-ssm';
import { asked, hasCode } from '../../classify';
import type { InstanceClients } from './clients';

/** False where there is no such session any more. Rejects with the SDK's error. */
export async function endSession({ ssm }: InstanceClients, SessionId: string): Promise<boolean> {
  try {
    await asked('ssm:TerminateSession', ssm.send(new TerminateSessionCommand({ SessionId })));
    return true;
  } catch (error) {
    if (hasCode(error, 'DoesNotExistException')) return false;
    throw error;
  }
}

export interface OpenSession {
  readonly id: string;
  /** The principal's ARN. */
  readonly owner: string;
}

/** Those that are open on a machine. Rejects with the SDK's error. */
export async function activeSessions(
  { ssm }: InstanceClients,
  instanceId: string,
): Promise<readonly OpenSession[]> {
  const found: OpenSession[] = [];
  let NextToken: string | undefined;
  do {
    const answer = await asked(
      'ssm:DescribeSessions',
      ssm.send(
        new DescribeSessionsCommand({
          State: 'Active',
          Filters: [{ key: 'Target', value: instanceId }],
          ...(NextToken && { NextToken }),
        }),
      ),
    );
    for (const { SessionId, Owner = 'an unknown principal' } of answer.Sessions ?? [])
      if (SessionId) found.push({ id: SessionId, owner: Owner });
    NextToken = answer.NextToken;
  } while (NextToken);
  return found;
}
