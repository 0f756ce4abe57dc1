import type { Action } from '../../core/service';
import { handshakeOutput } from '../handshake-output';
import { page } from '../page';

/** Invitations of the caller's account; also an account without an organization may ask. */
export const listHandshakesForAccount: Action = {
  readOnly: true,
  resource: () => '*',
  handle: (call, world) => {
    const own = [...world.organization.handshakes.values()].filter(
      ({ invitedAccountId }) => invitedAccountId === call.accountId,
    );
    const { items, next } = page(call, own);
    return { Handshakes: items.map((one) => handshakeOutput(world, one)), ...next };
  },
};
