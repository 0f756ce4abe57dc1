import type { Action } from '../../core/service';
import { accountOutput } from '../account-output';
import { accountsUnder } from '../children';
import { administeredOrganization } from '../organization-of';
import { page } from '../page';

export const listAccountsForParent: Action = {
  readOnly: true,
  resource: () => '*',
  quota: { group: 'ListAccountsForParent', perSecond: 5, burst: 8 },
  handle: (call, world) => {
    administeredOrganization(world, call);
    const { items, next } = page(call, accountsUnder(world, String(call.input.ParentId)));
    return { Accounts: items.map((account) => accountOutput(world, account)), ...next };
  },
};
