import { assumeChain } from '../../../shared/aws/assume-chain';
import type { Connection } from '../../../shared/aws/connection';
import { makeCall } from '../../../shared/aws/make-call';
import type { Subject } from '../../../shared/domain/subject';
import type { Technique } from '../../../shared/domain/technique';
import { hooks, personWithKeys } from '../../sandbox';
import type { Local } from './local';

/**
 * The damage of one technique, done by the intruder. An attack of several calls is over before its first event is heard,
 * as it is in AWS, where events take seconds. A look that comes without an event may still be faster than the attack, and
 * what it puts back refuses the rest: then the attack is not complete. The first call must be taken.
 * `afterwards` is what AWS itself does once the calls are taken.
 */
export async function attack(
  local: Local,
  technique: Technique,
  subject: Subject,
  afterwards?: () => void,
): Promise<{ readonly isComplete: boolean }> {
  const inside = await intruder(local, subject.accountId);
  const [first, ...rest] = technique.drill(subject);
  const { faults } = local.sandbox.world.events;
  const holds = (rest.length > 0 || afterwards !== undefined) && !faults.hold;
  if (holds) faults.hold = true;
  try {
    if (first) await makeCall(first, inside);
    for (const call of rest)
      if (!(await isTaken(makeCall(call, inside)))) return { isComplete: false };
    afterwards?.();
    return { isComplete: true };
  } finally {
    if (holds) hooks.events.releaseDeliveries(faults);
  }
}

/** False when AWS refuses the call. */
export const isTaken = (call: Promise<unknown>): Promise<boolean> =>
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
