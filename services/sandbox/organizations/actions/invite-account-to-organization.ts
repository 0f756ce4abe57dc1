import { randomBytes } from 'node:crypto';
import type { Call } from '../../core/call';
import { NotEmulated } from '../../core/not-emulated';
import type { Action } from '../../core/service';
import type { World } from '../../core/world';
import { answerInRecord } from '../answer-in-record';
import type { Handshake } from '../handshake';
import { handshakeOutput } from '../handshake-output';
import { managedOrganization } from '../organization-of';
import { refuse } from '../refusals';
import type { Organization } from '../state';

const fifteenDays = 15 * 24 * 60 * 60 * 1000;

/** The account has to accept it: nothing changes until then. Only accounts of this world can be invited. */
export const inviteAccountToOrganization: Action = {
  readOnly: false,
  resource: ({ input }, world) => {
    const { organization } = world.organization;
    const { Id } = (input.Target ?? {}) as { readonly Id?: unknown };
    return `arn:aws:organizations::${organization?.managementAccountId}:account/${organization?.id}/${String(Id)}`;
  },
  handle: (call, world) => {
    const organization = managedOrganization(world, call);
    const invited = invitedAccount(call, world);
    const handshake = invitation(world, organization, invited, call.input.Notes);
    world.organization.handshakes.set(handshake.id, handshake);
    return { Handshake: handshakeOutput(world, handshake) };
  },
  record: answerInRecord,
};

function invitedAccount({ input }: Call, world: World): string {
  const { Id, Type } = (input.Target ?? {}) as { readonly Id?: string; readonly Type?: string };
  if (Type === 'EMAIL') {
    throw new NotEmulated(
      'sandbox: invitations by EMAIL are not emulated; add them in services/sandbox/organizations/actions/invite-account-to-organization.ts',
    );
  }
  const { accounts, standaloneAccounts, handshakes } = world.organization;
  const id = String(Id);
  if (accounts.has(id)) throw refuse.alreadyInAnOrganization();
  if (Type !== 'ACCOUNT' || !standaloneAccounts.has(id)) {
    throw refuse.invalidInput('You specified an invalid target for the invitation.');
  }
  const open = [...handshakes.values()].some(
    ({ state, invitedAccountId }) => state === 'OPEN' && invitedAccountId === id,
  );
  if (open) throw refuse.duplicateHandshake();
  return id;
}

function invitation(
  world: World,
  organization: Organization,
  invitedAccountId: string,
  notes: unknown,
): Handshake {
  const id = `h-${randomBytes(5).toString('hex')}`;
  const requestedAt = world.now();
  return {
    id,
    arn: `arn:aws:organizations::${organization.managementAccountId}:handshake/${organization.id}/invite/${id}`,
    invitedAccountId,
    ...(typeof notes === 'string' && { notes }),
    requestedAt,
    expiresAt: new Date(requestedAt.getTime() + fifteenDays),
    state: 'OPEN',
  };
}
