import type { Action } from '../../core/service';
import { administeredOrganization } from '../organization-of';
import { page } from '../page';
import { refuse } from '../refusals';

export const listDelegatedServicesForAccount: Action = {
  readOnly: true,
  resource: () => '*',
  handle: (call, world) => {
    administeredOrganization(world, call);
    const accountId = String(call.input.AccountId);
    if (!world.organization.accounts.has(accountId)) throw refuse.accountNotFound();
    const services = world.organization.delegatedAdministrators.get(accountId);
    if (!services) throw refuse.accountNotRegistered();
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
