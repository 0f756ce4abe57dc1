import type { Subject } from '../domain/subject';
import type { NamedCall } from './call';

/** Trusted access and delegation have no name of their own: any such call in the account is about it. */
export const namesMembership = ({ accountId }: Subject<'membership'>, call: NamedCall): boolean =>
  call.accountId === accountId;
