import { isAboutAnAccount } from '../../domain/membership';
import type { Subject } from '../../domain/subject';
import { type NamedCall, textOf } from './call';

/**
 * Trusted access and delegation have no name of their own: any such call in the management account is
 * about them. A call about Regions is about the account it names, or about its caller's own.
 */
export function namesMembership(subject: Subject<'membership'>, call: NamedCall): boolean {
  const isAboutRegions = /Region$/.test(call.eventName);
  if (isAboutAnAccount(subject) !== isAboutRegions) return false;
  const named = isAboutRegions ? textOf(call, 'accountId', 'AccountId') : undefined;
  return (named ?? call.accountId) === subject.accountId;
}
