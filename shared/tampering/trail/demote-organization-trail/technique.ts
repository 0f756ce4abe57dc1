import type { Technique } from '../../../domain/technique';
import { byUpdateTrail } from '../by-update-trail';

/**
 * UpdateTrail with IsOrganizationTrail false. Only the management account can turn it back, and only
 * while CloudTrail has trusted access to the organization.
 */
export const demoteOrganizationTrail: Technique<'trail'> = {
  id: 'demote-organization-trail',
  title: 'Take a trail away from the member accounts',
  subject: 'trail',
  severity: 'critical',
  row: 'CT-05',
  ...byUpdateTrail('demote-organization-trail', {
    settings: { isOrganizationTrail: 'atLeast' },
    sentence: (name) => `Trail ${name} no longer covers the member accounts.`,
    blindTo: 'the member accounts',
    sent: { IsOrganizationTrail: false },
  }),
};
