import { assumeChain } from '../../../shared/aws/assume-chain';
import type { Connection } from '../../../shared/aws/connection';
import { tamper } from '../../../shared/aws/tamper';
import type { Subject } from '../../../shared/domain/subject';
import type { Technique } from '../../../shared/domain/technique';
import type { Local } from './local';

/** The damage of one technique, done by the intruder. */
export async function attack(local: Local, technique: Technique, subject: Subject): Promise<void> {
  const inside = await intruder(local, subject.accountId);
  for (const call of technique.drill(subject)) await tamper(call, inside);
}

/**
 * An intruder with stolen keys of the identity account works their way into another one: two roles,
 * two accounts, unmodified SDK clients.
 */
export async function intruder(local: Local, accountId: string): Promise<Connection> {
  const { managementAccountId } = local.organization;
  const outside = local.administrator(managementAccountId);
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
