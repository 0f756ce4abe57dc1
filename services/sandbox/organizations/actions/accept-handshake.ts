import type { Action } from '../../core/service';
import { answerInRecord } from '../answer-in-record';
import { admitAccount } from '../create-organization';
import { endHandshake, handshakeOfCall, handshakeResource } from '../handshake-of-call';
import { handshakeOutput } from '../handshake-output';
import { refuse } from '../refusals';
import { tellMembership } from '../tell-membership';

/** Only the invited account can; it comes in under the root, bound by what is attached there. */
export const acceptHandshake: Action = {
  readOnly: false,
  resource: handshakeResource,
  handle: (call, world) => {
    const { organization, standaloneAccounts } = world.organization;
    const accepted = endHandshake(world, handshakeOfCall(world, call, 'invited'), 'ACCEPTED');
    const account = standaloneAccounts.get(accepted.invitedAccountId);
    if (!organization || !account) throw refuse.handshakeNotFound();
    admitAccount(world, organization, account);
    tellMembership(world, organization, {
      eventName: 'AccountJoinedOrganization',
      accountId: account.id,
      joinedMethod: 'INVITED',
    });
    return { Handshake: handshakeOutput(world, accepted) };
  },
  record: answerInRecord,
};
