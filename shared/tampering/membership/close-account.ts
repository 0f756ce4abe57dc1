import { preserve } from '../reported/lines';
import { telling } from '../reported/report-drill';
import type { ToldRow } from '../reported/reported-row';

/** Trails go on delivering into a bucket in another account; one in the closed account is lost. */
export const closeAccount: ToldRow = {
  row: 'ORG-08',
  title: 'Close an account or the organization',
  severity: 'critical',
  mitre: ['T1531', 'T1485'],
  notUndone: 'Only AWS Support reopens an account, for 90 days.',
  planned: ({ eventName }) =>
    eventName === 'DeleteOrganization'
      ? 'An organization is deleted when the last account has left it.'
      : 'Accounts are closed by a process that empties them first.',
  toDo: (facts) =>
    facts.eventName === 'DeleteOrganization'
      ? [
          preserve(facts),
          'An organization cannot be brought back: it is made anew, its accounts are invited, and Trailwarden is deployed again with an organization trail.',
          {
            Undo: 'aws organizations create-organization --feature-set ALL',
            'Then, for each account that was in it':
              'aws organizations invite-account-to-organization --target Id=<account-id>,Type=ACCOUNT',
          },
        ]
      : [
          'Call now: AWS Support reopens {target} within 90 days if its root, or management, asks: https://aws.amazon.com/contact-us/',
          {
            'What stands, in the management account':
              'aws organizations describe-account --account-id {target}',
          },
          preserve(facts),
          'If it held log files or keys, copy what other accounts can still read before the 90 days are over.',
        ],
  drill: telling('management', 'organizations:CloseAccount', ({ memberAccountId }) => ({
    accountId: memberAccountId,
  })),
};
