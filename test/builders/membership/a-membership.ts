import type { Baseline } from '../../../shared/domain/baseline';
import {
  type AccountState,
  accountSubject,
  type MembershipState,
  type OrganizationState,
} from '../../../shared/domain/membership';
import type { Known } from '../../../shared/domain/observation';
import type { Subject } from '../../../shared/domain/subject';
import type { Expected } from '../../../shared/domain/technique';
import { at } from '../at';

/** The organization of the sandbox, as a subject in its management account. */
export const anOrganization = (): Subject<'membership'> => ({
  kind: 'membership',
  accountId: '111122223333',
  region: 'us-east-1',
  id: 'arn:aws:organizations::111122223333:organization/o-a1b2c3d4e5',
});

export const anAccount = (accountId = '444455556666'): Subject<'membership'> =>
  accountSubject(accountId, 'aws');

export const anOrganizationState = (
  different: Partial<OrganizationState> = {},
): OrganizationState => ({
  kind: 'organization',
  trustedAccess: ['cloudtrail.amazonaws.com', 'member.org.stacksets.cloudformation.amazonaws.com'],
  administrators: ['222233334444'],
  ...different,
});

export const anAccountState = (
  ...regions: readonly string[]
): AccountState & { readonly regions: readonly string[] } => ({ kind: 'account', regions });

/** An observation of the organization or of an account, and its baseline. */
export const membershipSeen = (
  is: MembershipState,
  must: MembershipState,
): [Known<'membership'>, Expected<'membership'>] => {
  const baseline = aMembershipBaseline(must);
  const { subject } = baseline;
  return [
    { kind: 'present', subject, observedAt: at(60), state: is },
    { baseline, accountedUntil: at(0) },
  ];
};

export const aMembershipBaseline = (
  state: MembershipState = anOrganizationState(),
): Baseline<'membership'> => ({
  subject: state.kind === 'account' ? anAccount() : anOrganization(),
  version: 1,
  state,
  capturedAt: at(-3_600),
  capturedBy: 'trailwarden',
  why: 'first sight',
});
