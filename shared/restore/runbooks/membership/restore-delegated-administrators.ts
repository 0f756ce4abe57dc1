import { namesIn } from '../../../domain/listed';
import type { Runbook } from '../../../domain/runbook';
import { stepOn } from '../../../domain/step';

/**
 * CloudTrail's own calls, which only the management account may make. A rogue administrator goes
 * first: AWS takes three at most. [D] cloudtrail-delegated-administrator
 */
export const restoreDelegatedAdministrators: Runbook<'membership'> = {
  id: 'restore-delegated-administrators',
  title: 'Put the administrators of CloudTrail back',
  subject: 'membership',
  undoes: ['change-delegated-administrator'],
  steps: (findings, { subject, state }) => {
    const [found] = findings;
    if (!found || state.kind !== 'organization' || !state.administrators) return [];
    const must = state.administrators;
    const is = namesIn(found.actual);
    return [
      ...is
        .filter((account) => !must.includes(account))
        .map((DelegatedAdminAccountId) =>
          stepOn(subject, 'cloudtrail:DeregisterOrganizationDelegatedAdmin', {
            DelegatedAdminAccountId,
          }),
        ),
      ...must
        .filter((account) => !is.includes(account))
        .map((MemberAccountId) =>
          stepOn(subject, 'cloudtrail:RegisterOrganizationDelegatedAdmin', { MemberAccountId }),
        ),
    ];
  },
};
