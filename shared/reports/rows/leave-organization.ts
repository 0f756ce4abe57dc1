import { goesOn, planned, preserve } from '../lines';
import { told } from '../report-drill';
import { GLOBAL, type ReportedRow } from '../reported-row';

/** The organization trail, the guard-rails and our own roles end for the account at this moment. */
export const leaveOrganization: ReportedRow = {
  row: 'ORG-02',
  title: 'Leave the organization',
  severity: 'critical',
  mitre: ['T1666'],
  notUndone: 'Only the account itself can accept an invitation back.',
  guidance: (facts) => [
    planned(facts, 'An account that is sold or spun off leaves with a date everybody knows.'),
    preserve(facts),
    `Undo, in management: aws organizations invite-account-to-organization --target Id=${facts.target},Type=ACCOUNT`,
    'Then, in the account: aws organizations list-handshakes-for-account && aws organizations accept-handshake --handshake-id <handshake-id>',
    `It comes back under the root: aws organizations move-account --account-id ${facts.target} --source-parent-id <root-id> --destination-parent-id <unit-id>; StackSets and the trail follow within a day.`,
    `Until then nothing guards it: treat every credential of ${facts.target} as lost, and its trust in other accounts too. ${goesOn(facts)}`,
  ],
  drill: ({ memberAccountId }) =>
    told({
      accountId: memberAccountId,
      region: GLOBAL,
      eventSource: 'organizations.amazonaws.com',
      eventName: 'LeaveOrganization',
      requestParameters: {},
    }),
};
