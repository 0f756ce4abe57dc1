import type { Call } from '../../core/call';
import type { Action, Output } from '../../core/service';
import type { World } from '../../core/world';
import { accountSummary } from '../account-output';
import { administeredOrganization } from '../organization-of';
import { page } from '../page';

export const listDelegatedAdministrators: Action = {
  readOnly: true,
  resource: () => '*',
  handle: (call, world) => {
    administeredOrganization(world, call);
    const { items, next } = page(call, administrators(call, world));
    return { DelegatedAdministrators: items, ...next };
  },
};

function administrators({ input }: Call, world: World): readonly Output[] {
  const { delegatedAdministrators, accounts } = world.organization;
  return [...delegatedAdministrators].flatMap(([accountId, services]) => {
    const account = accounts.get(accountId);
    const wanted = input.ServicePrincipal;
    if (!account || (typeof wanted === 'string' && !services.has(wanted))) return [];
    const since = typeof wanted === 'string' ? services.get(wanted) : [...services.values()][0];
    return { ...accountSummary(account), DelegationEnabledDate: since };
  });
}
