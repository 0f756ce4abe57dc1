import type { Subject } from '../../domain/subject';
import { type NamedCall, textOf } from './call';

/** `resources` has the whole ARN; the parameter may be an id. */
export function namesKey({ id, accountId, region }: Subject<'key'>, call: NamedCall): boolean {
  if (call.resources.includes(id)) return true;
  const said = textOf(call, 'keyId', 'targetKeyId');
  if (said === undefined) return false;
  const isHere = call.accountId === accountId && call.region === region;
  return said === id || (isHere && said === id.split('/')[1]);
}
