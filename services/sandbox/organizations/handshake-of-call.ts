import type { Call } from '../core/call';
import type { Action } from '../core/service';
import type { World } from '../core/world';
import type { Handshake } from './handshake';
import { refuse } from './refusals';

/** The invitation a call names, for the account that was invited or for the one that invited. */
export function handshakeOfCall(
  world: World,
  { input, accountId }: Call,
  side: 'invited' | 'inviting',
): Handshake {
  const handshake = world.organization.handshakes.get(String(input.HandshakeId));
  if (!handshake) throw refuse.handshakeNotFound();
  const management = world.organization.organization?.managementAccountId;
  const expected = side === 'invited' ? handshake.invitedAccountId : management;
  if (accountId !== expected) throw refuse.accessDenied();
  return handshake;
}

/** Ends an open invitation; one that has ended already stays as it is. */
export function endHandshake(
  world: World,
  handshake: Handshake,
  state: Exclude<Handshake['state'], 'OPEN'>,
): Handshake {
  if (handshake.state === state) throw refuse.handshakeAlreadyInState();
  if (handshake.state !== 'OPEN' || handshake.expiresAt < world.now()) {
    throw refuse.invalidHandshakeTransition();
  }
  const ended = { ...handshake, state };
  world.organization.handshakes.set(handshake.id, ended);
  return ended;
}

/** What identity policies are asked about; `*` when no invitation has that id. */
export const handshakeResource: NonNullable<Action['resource']> = ({ input }, world) =>
  world.organization.handshakes.get(String(input.HandshakeId))?.arn ?? '*';
