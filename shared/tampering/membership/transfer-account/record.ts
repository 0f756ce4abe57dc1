import { field, text } from '../../../record/json';
import type { LogRecord } from '../../../record/log-record';
import { type Effect, harm, none } from '../../../record/row';
import { departed, inOrganization } from '../in-organization';
import { transferAccount } from './told';

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
