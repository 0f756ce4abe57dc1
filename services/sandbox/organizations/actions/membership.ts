import { randomBytes } from 'node:crypto';
import { recordServiceEvent } from '../../cloudtrail/record-service-event';
import type { Call } from '../../core/call';
import { NotEmulated } from '../../core/not-emulated';
import type { Action } from '../../core/service';
import type { World } from '../../core/world';
import { accountOfCall, accountResource } from '../account-of-call';
import { answerInRecord } from '../answer-in-record';
import { admitAccount } from '../create-organization';
import { depart } from '../depart';
import type { Handshake } from '../handshake';
import { endHandshake, handshakeOfCall, handshakeResource } from '../handshake-of-call';
import { handshakeOutput } from '../handshake-output';
import { administeredOrganization, managedOrganization, organizationOf } from '../organization-of';
import { page } from '../page';
import { recordedTime } from '../recorded-time';
import { refuse } from '../refusals';
import type { Account, Organization } from '../state';
import { tellMembership } from '../tell-membership';

const fifteenDays = 15 * 24 * 60 * 60 * 1000;

/** The account has to accept it: nothing changes until then. Only accounts of this world can be invited. */
export const inviteAccountToOrganization: Action = {
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
      'sandbox: invitations by EMAIL are not emulated; add them in services/sandbox/organizations/actions/membership.ts',
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

/** Only the invited account can; it comes in under the root, bound by what is attached there. */
export const acceptHandshake: Action = {
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

export const cancelHandshake: Action = {
  resource: handshakeResource,
  handle: (call, world) => {
    const ended = endHandshake(world, handshakeOfCall(world, call, 'inviting'), 'CANCELED');
    return { Handshake: handshakeOutput(world, ended) };
  },
  record: answerInRecord,
};

export const declineHandshake: Action = {
  resource: handshakeResource,
  handle: (call, world) => {
    const ended = endHandshake(world, handshakeOfCall(world, call, 'invited'), 'DECLINED');
    return { Handshake: handshakeOutput(world, ended) };
  },
  record: answerInRecord,
};

/** Invitations of the caller's account; also an account without an organization may ask. */
export const listHandshakesForAccount: Action = {
  handle: (call, world) => {
    const own = [...world.organization.handshakes.values()].filter(
      ({ invitedAccountId }) => invitedAccountId === call.accountId,
    );
    const { items, next } = page(call, own);
    return { Handshakes: items.map((one) => handshakeOutput(world, one)), ...next };
  },
};

export const listHandshakesForOrganization: Action = {
  handle: (call, world) => {
    administeredOrganization(world, call);
    const { items, next } = page(call, [...world.organization.handshakes.values()]);
    return { Handshakes: items.map((one) => handshakeOutput(world, one)), ...next };
  },
};

export const removeAccountFromOrganization: Action = {
  resource: accountResource,
  handle: (call, world) => {
    const organization = managedOrganization(world, call);
    depart(world, organization, accountOfCall(world, call).id, 'REMOVED');
  },
};

/** The last thing that the organization's trail tells of the account. */
export const leaveOrganization: Action = {
  handle: (call, world) => {
    depart(world, organizationOf(world, call), call.accountId, 'LEFT');
  },
};

/** Pending at first; closed, and told so by CloseAccountResult, a moment later. The account stays a member. */
export const closeAccount: Action = {
  resource: accountResource,
  handle: (call, world) => {
    const organization = managedOrganization(world, call);
    const account = accountOfCall(world, call);
    if (account.id === organization.managementAccountId) {
      throw refuse.constraintViolation(
        'You cannot close the management account of an organization.',
      );
    }
    if (account.state !== 'ACTIVE') throw refuse.accountAlreadyClosed();
    world.organization.accounts.set(account.id, { ...account, state: 'PENDING_CLOSURE' });
    const requestedAt = world.now();
    setImmediate(() => finish(world, organization, account, requestedAt));
  },
};

function finish(world: World, organization: Organization, account: Account, requestedAt: Date) {
  world.organization.accounts.set(account.id, { ...account, state: 'CLOSED' });
  recordServiceEvent(world, {
    accountId: organization.managementAccountId,
    region: 'us-east-1',
    eventSource: 'organizations.amazonaws.com',
    eventName: 'CloseAccountResult',
    serviceEventDetails: {
      closeAccountStatus: {
        accountId: account.id,
        state: 'SUCCEEDED',
        requestedTimestamp: recordedTime(requestedAt),
        completedTimestamp: recordedTime(world.now()),
      },
    },
  });
}
