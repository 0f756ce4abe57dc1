import { field, text } from '../../record/json';
import type { LogRecord } from '../../record/log-record';
import { type Effect, harm, none } from '../../record/row';
import { COME_BACK } from '../reported/come-back';
import { preserve } from '../reported/lines';
import { telling } from '../reported/report-drill';
import type { ToldRow } from '../reported/reported-row';
import { departed, inOrganization } from './in-organization';

/**
 * Since December 2025 an account goes from one organization straight into another: no LeaveOrganization
 * is called, and a policy that denies only that does not hold it.
 */
export const transferAccount: ToldRow = {
  row: 'ORG-04',
  title: 'Take an account into another organization',
  severity: 'critical',
  mitre: ['T1666'],
  notUndone: 'The other organization has to let the account go.',
  planned: 'A transfer between organizations of one owner is agreed on by both sides.',
  toDo: (facts) => [
    preserve(facts),
    {
      'Who took it, in {target} (an unknown management account is a theft, and a case for AWS Support at once)':
        'aws organizations describe-organization --query Organization.MasterAccountId',
    },
    'The other organization has to let it go first.',
    COME_BACK,
    'Deny organizations:AcceptHandshake beside organizations:LeaveOrganization in the guard-rail of members.',
  ],
  drill: telling('member', 'organizations:AcceptHandshake', () => ({
    handshakeId: 'h-examplehandshakeid111',
  })),
};

/** Accepting a handshake takes an account into another organization only when it was an invitation. */
function accepts({ request, response }: LogRecord): Effect {
  const action = text(field(response, 'handshake', 'action')) ?? text(field(request, 'action'));
  return action === undefined || action === 'INVITE'
    ? harm('The account accepted an invitation into an organization.')
    : none;
}

export const transferAccountRecords = [
  inOrganization(({ accountId }) => (accountId ? [accountId] : []))(transferAccount, {
    AcceptHandshake: accepts,
  }),
  inOrganization('accountId')(transferAccount, {
    AccountDepartedOrganization: departed((how) => how === 'TRANSFERRED'),
  }),
];
