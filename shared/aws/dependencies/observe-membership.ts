import { type AccountClient, ListRegionsCommand } from '@aws-sdk/client-account';
import {
  ListAWSServiceAccessForOrganizationCommand,
  ListDelegatedAdministratorsCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { given } from '../../domain/given';
import { guardedServices, isAboutAnAccount, type MembershipState } from '../../domain/membership';
import type { Observation } from '../../domain/observation';
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
  { account, organizations }: ServiceClients,
  now: () => Date,
): Promise<Observation<'membership'>> =>
  observedAs(
    subject,
    () =>
      isAboutAnAccount(subject)
        ? readAccount(parts, account)
        : readOrganization(parts, organizations),
    { isGone: (error) => hasCode(error, 'AWSOrganizationsNotInUseException'), now },
  );

async function readOrganization(
  parts: Parts,
  client: OrganizationsClient,
): Promise<MembershipState> {
  const [trustedAccess, administrators] = await Promise.all([
    parts.has('trustedAccess')
      ? asked('organizations:ListAWSServiceAccessForOrganization', trusted(client))
      : undefined,
    parts.has('administrators')
      ? asked('organizations:ListDelegatedAdministrators', administratorsOfTrails(client))
      : undefined,
  ]);
  return {
    kind: 'organization',
    ...given({ trustedAccess, administrators }),
  };
}

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

async function readAccount(parts: Parts, client: AccountClient): Promise<MembershipState> {
  if (!parts.has('regions')) return { kind: 'account' };
  const regions = await asked('account:ListRegions', openRegions(client));
  return { kind: 'account', regions };
}

async function openRegions(client: AccountClient): Promise<readonly string[]> {
  const regions = await allPages(async (NextToken) => {
    const answer = await client.send(
      new ListRegionsCommand({ RegionOptStatusContains: ['ENABLED', 'ENABLING'], NextToken }),
    );
    return { items: answer.Regions, next: answer.NextToken };
  });
  return regions.flatMap(({ RegionName }) => RegionName ?? []).sort();
}
