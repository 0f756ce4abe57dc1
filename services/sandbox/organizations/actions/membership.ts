import { randomBytes } from 'node:crypto';
import { recordServiceEvent } from '../../cloudtrail/deliver-record';
import { recordedTime } from '../../core/dates';
import { globalRegionOf } from '../../core/partition';
import { type Action, type Call, NotEmulated, type Output, type World } from '../../core/service';
import { admitAccount } from '../create-organization';
import {
  accountOfCall,
  accountResource,
  byAdministrator,
  byManagement,
  organizationOf,
} from '../organization-of';
import { answerInRecord } from '../outputs';
import { page } from '../page';
import { refuse } from '../refusals';
import type { Account, Handshake, Organization } from '../state';

/** The invitation a call names, for the account that was invited or for the one that invited. */
function handshakeOfCall(
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
function endHandshake(
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

/** Ends an invitation; policies are asked about `*` when none has that id. */
const ending = (
  side: 'invited' | 'inviting',
  state: Exclude<Handshake['state'], 'OPEN'>,
  then?: (world: World, ended: Handshake) => void,
): Action => ({
  resource: ({ input }, world) =>
    world.organization.handshakes.get(String(input.HandshakeId))?.arn ?? '*',
  handle: (call, world) => {
    const ended = endHandshake(world, handshakeOfCall(world, call, side), state);
    then?.(world, ended);
    return { Handshake: handshakeOutput(world, ended) };
  },
  record: answerInRecord,
});

const fifteenDays = 15 * 24 * 60 * 60 * 1000;

/** The account has to accept it: nothing changes until then. Only accounts of this world can be invited. */
export const inviteAccountToOrganization = byManagement(
  {
    resource: ({ input }, world) => {
      const { organization } = world.organization;
      const { Id } = (input.Target ?? {}) as { readonly Id?: unknown };
      return `arn:${world.partition}:organizations::${organization?.managementAccountId}:account/${organization?.id}/${String(Id)}`;
    },
    record: answerInRecord,
  },
  (call, world, organization) => {
    const invited = invitedAccount(call, world);
    const handshake = invitation(world, organization, invited, call.input.Notes);
    world.organization.handshakes.set(handshake.id, handshake);
    return { Handshake: handshakeOutput(world, handshake) };
  },
);

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
    arn: `arn:${world.partition}:organizations::${organization.managementAccountId}:handshake/${organization.id}/invite/${id}`,
    invitedAccountId,
    ...(typeof notes === 'string' && { notes }),
    requestedAt,
    expiresAt: new Date(requestedAt.getTime() + fifteenDays),
    state: 'OPEN',
  };
}

/** Only the invited account can; it comes in under the root, bound by what is attached there. */
export const acceptHandshake = ending('invited', 'ACCEPTED', (world, { invitedAccountId }) => {
  const { organization, standaloneAccounts } = world.organization;
  const account = standaloneAccounts.get(invitedAccountId);
  if (!organization || !account) throw refuse.handshakeNotFound();
  admitAccount(world, organization, account);
  tellMembership(world, organization, 'AccountJoinedOrganization', {
    accountId: account.id,
    joinedMethod: 'INVITED',
    joinedTime: recordedTime(world.now()),
  });
});

export const cancelHandshake = ending('inviting', 'CANCELED');

export const declineHandshake = ending('invited', 'DECLINED');

/** Invitations of the caller's account; also an account without an organization may ask. */
export const listHandshakesForAccount: Action = {
  handle: (call, world) =>
    handshakePage(call, world, ({ invitedAccountId }) => invitedAccountId === call.accountId),
};

export const listHandshakesForOrganization = byAdministrator((call, world) =>
  handshakePage(call, world, () => true),
);

function handshakePage(call: Call, world: World, isWanted: (one: Handshake) => boolean): Output {
  return page(call, [...world.organization.handshakes.values()].filter(isWanted), (items) => ({
    Handshakes: items.map((one) => handshakeOutput(world, one)),
  }));
}

export const removeAccountFromOrganization = byManagement(
  { resource: accountResource },
  (call, world, organization) => {
    depart(world, organization, accountOfCall(world, call).id, 'REMOVED');
  },
);

/** The last thing that the organization's trail tells of the account. */
export const leaveOrganization: Action = {
  handle: (call, world) => {
    depart(world, organizationOf(world, call), call.accountId, 'LEFT');
  },
};

/** Pending at first; closed, and told so by CloseAccountResult, a moment later. The account stays a member. */
export const closeAccount = byManagement(
  { resource: accountResource },
  (call, world, organization) => {
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
);

function finish(world: World, organization: Organization, account: Account, requestedAt: Date) {
  world.organization.accounts.set(account.id, { ...account, state: 'CLOSED' });
  tell(world, organization, 'CloseAccountResult', {
    closeAccountStatus: {
      accountId: account.id,
      state: 'SUCCEEDED',
      requestedTimestamp: recordedTime(requestedAt),
      completedTimestamp: recordedTime(world.now()),
    },
  });
}

/** An invitation, with the organization as the invited account may know it [D orgs_security_incident-response]. */
function handshakeOutput(world: World, handshake: Handshake): Output {
  const { organization, accounts } = world.organization;
  const { id, arn, invitedAccountId, notes, requestedAt, expiresAt, state } = handshake;
  const management = accounts.get(organization?.managementAccountId ?? '');
  const about = [
    { Type: 'MASTER_EMAIL', Value: organization?.managementEmail },
    { Type: 'MASTER_NAME', Value: management?.name },
    { Type: 'ORGANIZATION_FEATURE_SET', Value: 'ALL' },
  ];
  return {
    Id: id,
    Arn: arn,
    Parties: [
      { Id: organization?.id, Type: 'ORGANIZATION' },
      { Id: invitedAccountId, Type: 'ACCOUNT' },
    ],
    State: state,
    RequestedTimestamp: requestedAt,
    ExpirationTimestamp: expiresAt,
    Action: 'INVITE',
    Resources: [
      { Type: 'ORGANIZATION', Value: organization?.id, Resources: about },
      { Type: 'ACCOUNT', Value: invitedAccountId },
      ...(notes === undefined ? [] : [{ Type: 'NOTES', Value: notes }]),
    ],
  };
}

/**
 * The account is its own from now on: no policy of the organization binds it, and no organization
 * trail covers it. The management account cannot go, nor can a delegated administrator.
 */
function depart(
  world: World,
  organization: Organization,
  accountId: string,
  departureMethod: 'LEFT' | 'REMOVED',
): void {
  const { accounts, parents, attachments, standaloneAccounts } = world.organization;
  if (organization.managementAccountId === accountId) throw refuse.masterCannotLeave();
  if (world.organization.delegatedAdministrators.has(accountId)) {
    throw refuse.constraintViolation(
      'You cannot remove an account that is a delegated administrator from your organization.',
    );
  }
  const account = accounts.get(accountId);
  if (!account) return;
  accounts.delete(accountId);
  parents.delete(accountId);
  attachments.delete(accountId);
  standaloneAccounts.set(accountId, account);
  tellMembership(world, organization, 'AccountDepartedOrganization', {
    accountId,
    departureMethod,
    departureTime: recordedTime(world.now()),
  });
}

/**
 * The service event that follows the record of the call.
 * Field names are those of the newer API reference (`departureMethod`, not `departedMethod`); where
 * they sit in the record is a guess [U].
 */
function tellMembership(
  world: World,
  organization: Organization,
  eventName: string,
  change: Output,
): void {
  const { id: organizationId, managementAccountId } = organization;
  const details = { ...change, organizationId, managementAccountId };
  setImmediate(() => tell(world, organization, eventName, details));
}

/** A service event that only the management account's us-east-1 sees. */
function tell(
  world: World,
  { managementAccountId }: Organization,
  eventName: string,
  serviceEventDetails: Output,
): void {
  recordServiceEvent(world, {
    accountId: managementAccountId,
    region: globalRegionOf(world.partition, 'organizations'),
    eventSource: 'organizations.amazonaws.com',
    eventName,
    serviceEventDetails,
  });
}
