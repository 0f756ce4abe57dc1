import { assumeChain } from '../../../shared/aws/assume-chain';
import { tamper } from '../../../shared/aws/tamper';
import type { Subject } from '../../../shared/domain/subject';
import type { Technique } from '../../../shared/domain/technique';
import type { Local } from './local';

/**
 * An intruder with stolen keys of the identity account works their way into a member and does the
 * damage there: two roles, two accounts, unmodified SDK clients.
 */
export async function attack(local: Local, technique: Technique, subject: Subject): Promise<void> {
  const { managementAccountId } = local.organization;
  const outside = local.administrator(managementAccountId);
  const credentials = await assumeChain(outside, [
    {
      roleArn: `arn:aws:iam::${managementAccountId}:role/identity`,
      sessionName: 'mallory',
      sourceIdentity: 'mallory',
    },
    {
      roleArn: `arn:aws:iam::${subject.accountId}:role/Developer`,
      sessionName: 'mallory',
    },
  ]);
  const inside = { ...outside, ...(credentials && { credentials }) };
  for (const call of technique.drill(subject)) await tamper(call, inside);
}
