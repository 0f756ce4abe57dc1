import type { Subject } from '../../domain/subject';
import { type NamedCall, textOf } from './call';

/** By its id; turning a type of policy off is about every policy of the type. */
export function namesGuardRail({ id, accountId }: Subject<'guard-rail'>, call: NamedCall): boolean {
  if (call.accountId !== accountId) return false;
  const [, , type = '', policyId] = id.split('/');
  const ofType = textOf(call, 'policyType')?.toLowerCase() === type;
  return (
    textOf(call, 'policyId') === policyId || (call.eventName === 'DisablePolicyType' && ofType)
  );
}
