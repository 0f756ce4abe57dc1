import { demoteOrganizationTrails } from '../../cloudtrail/trail';
import { asText } from '../../core/input';
import type { Call, Output, World } from '../../core/service';
import {
  administratorsOf,
  deregisterAdministrator,
  isDelegatedAdministrator,
  registerAdministrator,
} from '../membership';
import { accountOfCall, accountResource, byAdministrator, byManagement } from '../organization-of';
import { accountSummary } from '../outputs';
import { page } from '../page';
import { refuse } from '../refusals';

/** The key of trusted access and delegated administration. */
const onService = {
  conditions: ({ input }: Call) => ({
    'organizations:ServicePrincipal': asText(input.ServicePrincipal),
  }),
};

const onServiceOfAccount = { ...onService, resource: accountResource };

/** Gives a service trusted access; enabling twice keeps the first date. Nothing it once made comes back. */
export const enableAWSServiceAccess = byManagement(onService, (call, world) => {
  const service = servicePrincipal(call);
  const { serviceAccess } = world.organization;
  if (!serviceAccess.has(service)) serviceAccess.set(service, world.now());
});

/** Delegated administrators stay registered, and may do nothing until the access is back [U]. */
export const disableAWSServiceAccess = byManagement(onService, (call, world, organization) => {
  const service = servicePrincipal(call);
  world.organization.serviceAccess.delete(service);
  if (service === 'cloudtrail.amazonaws.com') {
    demoteOrganizationTrails(world, organization.managementAccountId);
  }
});

export const listAWSServiceAccessForOrganization = byAdministrator((call, world) => {
  return page(call, [...world.organization.serviceAccess], (items) => ({
    EnabledServicePrincipals: items.map(([service, since]) => ({
      ServicePrincipal: service,
      DateEnabled: since,
    })),
  }));
});

/** CloudTrail takes three [D cloudtrail-delegated-administrator]; other services' limits are not kept. */
export const registerDelegatedAdministrator = byManagement(
  onServiceOfAccount,
  (call, world, { managementAccountId }) => {
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
);

/** What the administrator made for the organization stays, owned by the management account. */
export const deregisterDelegatedAdministrator = byManagement(onServiceOfAccount, (call, world) => {
  const service = servicePrincipal(call);
  const { id } = accountOfCall(world, call);
  if (!isDelegatedAdministrator(world, id, service)) throw refuse.accountNotRegistered();
  deregisterAdministrator(world, id, service);
});

export const listDelegatedAdministrators = byAdministrator((call, world) =>
  page(call, administrators(call, world), (DelegatedAdministrators) => ({
    DelegatedAdministrators,
  })),
);

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
  const { id } = accountOfCall(world, call);
  const services = world.organization.delegatedAdministrators.get(id);
  if (!services) throw refuse.accountNotRegistered();
  return page(call, [...services], (items) => ({
    DelegatedServices: items.map(([service, since]) => ({
      ServicePrincipal: service,
      DelegationEnabledDate: since,
    })),
  }));
});

/** The service a call is about, e.g. `cloudtrail.amazonaws.com`. */
function servicePrincipal({ input }: Call): string {
  const service = input.ServicePrincipal;
  if (typeof service === 'string' && /\.amazonaws\.com$/.test(service)) return service;
  throw refuse.invalidInput('You specified an unrecognized service principal.');
}
