import { goesOn, planned, preserve } from '../lines';
import { told } from '../report-drill';
import { GLOBAL, type ReportedRow } from '../reported-row';

/** As if the account had left, done from management: whoever did it holds the organization. */
export const removeAccount: ReportedRow = {
  row: 'ORG-03',
  title: 'Remove an account from the organization',
  severity: 'critical',
  mitre: ['T1666'],
  notUndone: 'Only the account itself can accept an invitation back.',
  guidance: (facts) => [
    planned(facts, 'Management removes an account only when it changes owner.'),
    preserve(facts),
    `Undo, in management: aws organizations invite-account-to-organization --target Id=${facts.target},Type=ACCOUNT`,
    'Then, in the account (its root or an administrator): aws organizations accept-handshake --handshake-id <handshake-id>',
    `Put it into its unit again: aws organizations move-account --account-id ${facts.target} --source-parent-id <root-id> --destination-parent-id <unit-id>`,
    goesOn(facts),
  ],
  drill: ({ memberAccountId, managementAccountId }) =>
    told({
      accountId: managementAccountId,
      region: GLOBAL,
      eventSource: 'organizations.amazonaws.com',
      eventName: 'RemoveAccountFromOrganization',
      requestParameters: { accountId: memberAccountId },
    }),
};
