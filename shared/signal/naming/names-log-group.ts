import type { Subject } from '../../domain/subject';
import { type NamedCall, textOf } from './call';

/** Calls name the group by name, or by its ARN with or without `:*`. */
export function namesLogGroup(
  { id, accountId, region }: Subject<'log-group'>,
  call: NamedCall,
): boolean {
  const said = textOf(
    call,
    'logGroupName',
    'logGroupIdentifier',
    'resourceIdentifier',
    'resourceArn',
  );
  if (said === undefined) return false;
  const isHere = call.accountId === accountId && call.region === region;
  return said.replace(/:\*$/, '') === id || (isHere && said === id.split(':log-group:')[1]);
}
