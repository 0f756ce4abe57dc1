import type { Action } from '../../core/service';
import { administeredOrganization } from '../organization-of';
import { page } from '../page';
import { accountNotFound, accountNotRegistered } from '../refusals';

export const listDelegatedServicesForAccount: Action = {
  readOnly: true,
  resource: () => '*',
  handle: (call, world) => {
    administeredOrganization(world, call);
    const accountId = String(call.input.AccountId);
    if (!world.organization.accounts.has(accountId)) throw accountNotFound();
    const services = world.organization.delegatedAdministrators.get(accountId);
    if (!services) throw accountNotRegistered();
    const { items, next } = page(call, [...services]);
    return {
      DelegatedServices: items.map(([service, since]) => ({
        ServicePrincipal: service,
        DelegationEnabledDate: since,
      })),
      ...next,
    };
  },
};
