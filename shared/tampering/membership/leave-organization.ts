import { COME_BACK } from '../reported/come-back';
import { preserve } from '../reported/lines';
import { telling } from '../reported/report-drill';
import type { ToldRow } from '../reported/reported-row';

/** The organization trail, the guard-rails and our own roles end for the account at this moment. */
export const leaveOrganization: ToldRow = {
  row: 'ORG-02',
  title: 'Leave the organization',
  severity: 'critical',
  mitre: ['T1666'],
  notUndone: 'Only the account itself can accept an invitation back.',
  planned: 'An account that is sold or spun off leaves with a date everybody knows.',
  toDo: (facts) => [
    preserve(facts),
    COME_BACK,
    'Until then nothing guards it: treat every credential of {target} as lost, and its trust in other accounts too. StackSets and the trail follow within a day of its return.',
  ],
  drill: telling('member', 'organizations:LeaveOrganization', () => ({})),
};
