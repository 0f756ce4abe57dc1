import { TerminateSessionCommand } from '@aws-sdk/client-ssm';
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
