import { demoteOrganizationTrails } from '../../cloudtrail/visible-trails';
import type { Action, Call, Output, World } from '../../core/service';
import {
  administratorsOf,
  deregisterAdministrator,
  isDelegatedAdministrator,
  registerAdministrator,
} from '../membership';
import {
  accountOfCall,
  accountResource,
  byAdministrator,
  byManagement,
  managedOrganization,
  servicePrincipalCondition,
} from '../organization-of';
import { accountSummary } from '../outputs';
import { page } from '../page';
import { refuse } from '../refusals';

/** Gives a service trusted access; enabling twice keeps the first date. Nothing it once made comes back. */
export const enableAWSServiceAccess: Action = {
  ...byManagement((call, world) => {
    const service = servicePrincipal(call);
    const { serviceAccess } = world.organization;
    if (!serviceAccess.has(service)) serviceAccess.set(service, world.now());
  }),
  conditions: ({ input }) => servicePrincipalCondition(input.ServicePrincipal),
};

/** Delegated administrators stay registered, and may do nothing until the access is back [U]. */
export const disableAWSServiceAccess: Action = {
  conditions: ({ input }) => servicePrincipalCondition(input.ServicePrincipal),
  handle: (call, world) => {
    const { managementAccountId } = managedOrganization(world, call);
    const service = servicePrincipal(call);
    world.organization.serviceAccess.delete(service);
    if (service === 'cloudtrail.amazonaws.com') {
      demoteOrganizationTrails(world, managementAccountId);
    }
  },
};

export const listAWSServiceAccessForOrganization = byAdministrator((call, world) => {
  const { items, next } = page(call, [...world.organization.serviceAccess]);
  return {
    EnabledServicePrincipals: items.map(([service, since]) => ({
      ServicePrincipal: service,
      DateEnabled: since,
    })),
    ...next,
  };
});

/** CloudTrail takes three [D cloudtrail-delegated-administrator]; other services' limits are not kept. */
export const registerDelegatedAdministrator: Action = {
  resource: accountResource,
  conditions: ({ input }) => servicePrincipalCondition(input.ServicePrincipal),
  handle: (call, world) => {
    const { managementAccountId } = managedOrganization(world, call);
    const service = servicePrincipal(call);
    const { id } = accountOfCall(world, call);
    if (id === managementAccountId) {
      throw refuse.constraintViolation(
        'You cannot register master account/yourself as delegated administrator for your organization.',
      );
    }
    if (isDelegatedAdministrator(world, id, service)) throw refuse.accountAlreadyRegistered();
    if (service === 'cloudtrail.amazonaws.com' && administratorsOf(world, service).length >= 3) {
      throw refuse.constraintViolation(
        'You have exceeded the allowed number of delegated administrators for the delegated service.',
      );
    }
    registerAdministrator(world, id, service);
  },
};

/** What the administrator made for the organization stays, owned by the management account. */
export const deregisterDelegatedAdministrator: Action = {
  ...byManagement((call, world) => {
    const service = servicePrincipal(call);
    const { id } = accountOfCall(world, call);
    if (!isDelegatedAdministrator(world, id, service)) throw refuse.accountNotRegistered();
    deregisterAdministrator(world, id, service);
  }),
  resource: accountResource,
  conditions: ({ input }) => servicePrincipalCondition(input.ServicePrincipal),
};

export const listDelegatedAdministrators = byAdministrator((call, world) => {
  const { items, next } = page(call, administrators(call, world));
  return { DelegatedAdministrators: items, ...next };
});

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

export const listDelegatedServicesForAccount = byAdministrator((call, world) => {
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
});

/** The service a call is about, e.g. `cloudtrail.amazonaws.com`. */
function servicePrincipal({ input }: Call): string {
  const service = input.ServicePrincipal;
  if (typeof service === 'string' && /\.amazonaws\.com$/.test(service)) return service;
  throw refuse.invalidInput('You specified an unrecognized service principal.');
}
