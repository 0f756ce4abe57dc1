import { type AccountClient, ListRegionsCommand } from '@aws-sdk/client-account';
import {
  ListAWSServiceAccessForOrganizationCommand,
  ListDelegatedAdministratorsCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { guardedServices, isAboutAnAccount, type MembershipState } from '../../domain/membership';
import type { Observation } from '../../domain/observation';
import { requestedParts } from '../../domain/requested-parts';
import type { Parts, Subject } from '../../domain/subject';
import { asked, hasCode } from '../classify';
import { allPages } from './all-pages';
import { observedAs } from './observed';
import type { ServiceClients } from './service-clients';

/**
 * Reads the organization's ties in its management account, or an account's Regions in that account.
 * Never throws. `absent` only when AWS says that there is no organization.
 */
export const observeMembership = (
  subject: Subject<'membership'>,
  parts: Parts,
  clients: ServiceClients,
  now: () => Date,
): Promise<Observation<'membership'>> =>
  observedAs(
    subject,
    () =>
      isAboutAnAccount(subject)
        ? readAccount(parts, clients.account)
        : readOrganization(parts, clients.organizations),
    { isGone: (error) => hasCode(error, 'AWSOrganizationsNotInUseException'), now },
  );

const readOrganization = async (
  parts: Parts,
  client: OrganizationsClient,
): Promise<MembershipState> => ({
  kind: 'organization',
  ...(await requestedParts(parts, {
    trustedAccess: () =>
      asked('organizations:ListAWSServiceAccessForOrganization', trusted(client)),
    administrators: () =>
      asked('organizations:ListDelegatedAdministrators', administratorsOfTrails(client)),
  })),
});

async function trusted(client: OrganizationsClient): Promise<readonly string[]> {
  const services = await allPages(async (NextToken) => {
    const answer = await client.send(new ListAWSServiceAccessForOrganizationCommand({ NextToken }));
    return { items: answer.EnabledServicePrincipals, next: answer.NextToken };
  });
  return services
    .flatMap(({ ServicePrincipal = '' }) => ServicePrincipal)
    .filter((service) => guardedServices.includes(service))
    .sort();
}

async function administratorsOfTrails(client: OrganizationsClient): Promise<readonly string[]> {
  const accounts = await allPages(async (NextToken) => {
    const answer = await client.send(
      new ListDelegatedAdministratorsCommand({
        ServicePrincipal: 'cloudtrail.amazonaws.com',
        NextToken,
      }),
    );
    return { items: answer.DelegatedAdministrators, next: answer.NextToken };
  });
  return accounts.flatMap(({ Id }) => Id ?? []).sort();
}

const readAccount = async (parts: Parts, client: AccountClient): Promise<MembershipState> => ({
  kind: 'account',
  ...(await requestedParts(parts, {
    regions: () => asked('account:ListRegions', openRegions(client)),
  })),
});

async function openRegions(client: AccountClient): Promise<readonly string[]> {
  const regions = await allPages(async (NextToken) => {
    const answer = await client.send(
      new ListRegionsCommand({ RegionOptStatusContains: ['ENABLED', 'ENABLING'], NextToken }),
    );
    return { items: answer.Regions, next: answer.NextToken };
  });
  return regions.flatMap(({ RegionName }) => RegionName ?? []).sort();
}
