import { COME_BACK } from '../reported/come-back';
import { preserve } from '../reported/lines';
import { telling } from '../reported/report-drill';
import type { ToldRow } from '../reported/reported-row';

/** As if the account had left, done from management: the actor holds the organization. */
export const removeAccount: ToldRow = {
  row: 'ORG-03',
  title: 'Remove an account from the organization',
  severity: 'critical',
  mitre: ['T1666'],
  notUndone: 'Only the account itself can accept an invitation back.',
  planned: 'Management removes an account only when it changes owner.',
  toDo: (facts) => [preserve(facts), COME_BACK],
  drill: telling(
    'management',
    'organizations:RemoveAccountFromOrganization',
    ({ memberAccountId }) => ({ accountId: memberAccountId }),
  ),
};
