import { assumeChain } from '../../../shared/aws/assume-chain';
import type { Connection } from '../../../shared/aws/connection';
import { tamper } from '../../../shared/aws/tamper';
import type { Subject } from '../../../shared/domain/subject';
import type { Technique } from '../../../shared/domain/technique';
import { personWithKeys } from '../../sandbox';
import type { Local } from './local';

/**
 * The damage of one technique, done by the intruder. Was all of it done? The warden may be faster than
 * an attack of several calls: what it has put back by then refuses the rest. The first call must be taken.
 */
export async function attack(
  local: Local,
  technique: Technique,
  subject: Subject,
): Promise<{ readonly isComplete: boolean }> {
  const inside = await intruder(local, subject.accountId);
  const [first, ...rest] = technique.drill(subject);
  if (first) await tamper(first, inside);
  for (const call of rest) if (!(await isTaken(tamper(call, inside)))) return { isComplete: false };
  return { isComplete: true };
}

const isTaken = (call: Promise<void>): Promise<boolean> =>
  call.then(
    () => true,
    (error: { readonly $fault?: string }) => {
      if (error.$fault !== 'client') throw error;
      return false;
    },
  );

/**
 * An intruder with the stolen keys of a person in the management account works their way into another one: two roles,
 * two accounts, unmodified SDK clients.
 */
export async function intruder(local: Local, accountId: string): Promise<Connection> {
  const { managementAccountId } = local.organization;
  const outside = {
    ...local.administrator(managementAccountId),
    credentials: local.sandbox.credentials(managementAccountId, personWithKeys),
  };
  const credentials = await assumeChain(outside, [
    {
      roleArn: `arn:aws:iam::${managementAccountId}:role/identity`,
      sessionName: 'mallory',
      sourceIdentity: 'mallory',
    },
    {
      roleArn: `arn:aws:iam::${accountId}:role/Developer`,
      sessionName: 'mallory',
    },
  ]);
  return { ...outside, ...(credentials && { credentials }) };
}
