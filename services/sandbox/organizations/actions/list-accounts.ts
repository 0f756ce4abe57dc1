import type { Action } from '../../core/service';
import { accountOutput } from '../account-output';
import { administeredOrganization } from '../organization-of';
import { page } from '../page';

export const listAccounts: Action = {
  readOnly: true,
  resource: () => '*',
  quota: { group: 'ListAccounts', perSecond: 8, burst: 12 },
  handle: (call, world) => {
    administeredOrganization(world, call);
    const { items, next } = page(call, [...world.organization.accounts.values()]);
    return { Accounts: items.map((account) => accountOutput(world, account)), ...next };
  },
};
