import { namesIn } from '../../../domain/listed';
import type { Runbook } from '../../../domain/runbook';
import { stepOn } from '../../../domain/step';

/**
 * EnableAWSServiceAccess for each service of the baseline that lost it. AWS does not give back what it undid with
 * the access: the organization's trails are looked at next, and turned back.
 */
export const restoreTrustedAccess: Runbook<'membership'> = {
  id: 'restore-trusted-access',
  title: 'Give a service its trusted access back',
  subject: 'membership',
  undoes: ['withdraw-trusted-access'],
  steps: (findings, { subject, state }) => {
    const [found] = findings;
    if (!found || state.kind !== 'organization') return [];
    const is = namesIn(found.actual);
    return (state.trustedAccess ?? [])
      .filter((service) => !is.includes(service))
      .map((ServicePrincipal) =>
        stepOn(subject, 'organizations:EnableAWSServiceAccess', { ServicePrincipal }),
      );
  },
};
