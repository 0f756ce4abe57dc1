import { calling, DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { differs } from '../../detection/differs';
import { namesMissing } from '../names-missing';

/**
 * DisableAWSServiceAccess. For CloudTrail, AWS then deletes the members' copies of every organization
 * trail and turns the trail into the management account's own; giving the access back restores none of
 * it, so the trails are looked at afterwards. [D] services-that-can-integrate-cloudtrail
 */
export const withdrawTrustedAccess: Technique<'membership'> = {
  id: 'withdraw-trusted-access',
  title: 'Withdraw a service’s trusted access',
  subject: 'membership',
  severity: 'critical',
  row: 'ORG-01',
  mitre: DISABLE_LOGS,
  events: { 'organizations.amazonaws.com': ['DisableAWSServiceAccess'] },
  parts: ['trustedAccess'],
  detect: differs('withdraw-trusted-access', (must, is) =>
    must.kind === 'organization' && is.kind === 'organization'
      ? namesMissing(
          'trustedAccess',
          { must: must.trustedAccess, is: is.trustedAccess },
          (missing) => `The organization no longer trusts ${missing}.`,
        )
      : undefined,
  ),
  drill: calling('organizations:DisableAWSServiceAccess', () => ({
    ServicePrincipal: 'cloudtrail.amazonaws.com',
  })),
};
