import { comeBack } from '../../reported/come-back';
import { goesOn, planned, preserve } from '../../reported/lines';
import { telling } from '../../reported/report-drill';
import type { ReportedRow } from '../../reported/reported-row';

/** As if the account had left, done from management: the actor holds the organization. */
export const removeAccount: ReportedRow = {
  row: 'ORG-03',
  title: 'Remove an account from the organization',
  severity: 'critical',
  mitre: ['T1666'],
  notUndone: 'Only the account itself can accept an invitation back.',
  guidance: (facts) => [
    planned(facts, 'Management removes an account only when it changes owner.'),
    preserve(facts),
    ...comeBack(facts.target),
    ...goesOn(facts),
  ],
  drill: telling(
    'management',
    'organizations:RemoveAccountFromOrganization',
    ({ memberAccountId }) => ({ accountId: memberAccountId }),
  ),
};
