import type { Action } from '../../core/service';
import { accountOutput } from '../account-output';
import { administeredOrganization } from '../organization-of';
import { refuse } from '../refusals';

export const describeAccount: Action = {
  readOnly: true,
  resource: ({ input }, world) =>
    world.organization.accounts.get(String(input.AccountId))?.arn ?? '*',
  quota: { group: 'DescribeAccount', perSecond: 20, burst: 30 },
  handle: (call, world) => {
    administeredOrganization(world, call);
    const account = world.organization.accounts.get(String(call.input.AccountId));
    if (!account) throw refuse.accountNotFound();
    return { Account: accountOutput(world, account) };
  },
};
