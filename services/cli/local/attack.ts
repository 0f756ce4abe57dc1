import { assumeChain } from '../../../shared/aws/assume-chain';
import type { Connection } from '../../../shared/aws/connection';
import { tamper } from '../../../shared/aws/tamper';
import type { Subject } from '../../../shared/domain/subject';
import type { Technique } from '../../../shared/domain/technique';
import type { Local } from './local';

/** The damage of one technique, done by the intruder. */
export async function attack(local: Local, technique: Technique, subject: Subject): Promise<void> {
  const inside = await intruder(local, subject.accountId);
  const [first, ...rest] = technique.drill(subject);
  if (first) await tamper(first, inside);
  for (const call of rest) await unlessPutBack(tamper(call, inside));
}

/** The warden may be faster than the rest of an attack: what it has put back by then refuses it. */
async function unlessPutBack(call: Promise<void>): Promise<void> {
  await call.catch((error: { readonly $fault?: string }) => {
    if (error.$fault !== 'client') throw error;
  });
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
