import { calling, DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { settingChanged } from '../setting-changed';

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
  mitre: DISABLE_LOGS,
  blindTo: 'the member accounts',
  events: { 'cloudtrail.amazonaws.com': ['UpdateTrail'] },
  parts: [],
  detect: settingChanged({
    technique: 'demote-organization-trail',
    settings: { isOrganizationTrail: 'atLeast' },
    sentence: (name) => `Trail ${name} no longer covers the member accounts.`,
  }),
  drill: calling('cloudtrail:UpdateTrail', ({ id }) => ({ Name: id, IsOrganizationTrail: false })),
};
