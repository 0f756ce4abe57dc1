import { recordServiceEvent } from '../../cloudtrail/record-service-event';
import type { Action } from '../../core/service';
import type { World } from '../../core/world';
import { accountOfCall, accountResource } from '../account-of-call';
import { managedOrganization } from '../organization-of';
import { recordedTime } from '../recorded-time';
import { refuse } from '../refusals';
import type { Account, Organization } from '../state';

/** Pending at first; closed, and told so by CloseAccountResult, a moment later. The account stays a member. */
export const closeAccount: Action = {
  readOnly: false,
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
    return {};
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
