import { goesOn, planned, preserve } from '../lines';
import { told } from '../report-drill';
import { GLOBAL, type ReportedRow } from '../reported-row';

/**
 * Since December 2025 an account goes from one organization straight into another: no LeaveOrganization
 * is called, and a policy that denies only that does not hold it.
 */
export const transferAccount: ReportedRow = {
  row: 'ORG-04',
  title: 'Take an account into another organization',
  severity: 'critical',
  mitre: ['T1666'],
  notUndone: 'The other organization has to let the account go.',
  guidance: (facts) => [
    planned(facts, 'A transfer between organizations of one owner is agreed on by both sides.'),
    preserve(facts),
    'Who took it, in the account: aws organizations describe-organization (MasterAccountId); an unknown one is a theft: open a case with AWS Support at once.',
    `Undo, in management: aws organizations invite-account-to-organization --target Id=${facts.target},Type=ACCOUNT; accept it in the account.`,
    'Deny organizations:AcceptHandshake beside organizations:LeaveOrganization in the guard-rail of members.',
    goesOn(facts),
  ],
  drill: ({ memberAccountId }) =>
    told({
      accountId: memberAccountId,
      region: GLOBAL,
      eventSource: 'organizations.amazonaws.com',
      eventName: 'AcceptHandshake',
      requestParameters: { handshakeId: 'h-examplehandshakeid111' },
    }),
};
