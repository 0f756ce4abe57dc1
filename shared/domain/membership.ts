import { globalRegionOf } from './global-region';

/**
 * The ties between accounts: the organization's trusted services and delegated administrators, or one account's
 * Regions. A part that was not read is absent, and no technique judges it.
 */
export type MembershipState = OrganizationState | AccountState;

export interface OrganizationState {
  readonly kind: 'organization';
  /** Those of the guarded services that may act in every account, sorted. */
  readonly trustedAccess?: readonly string[];
  /** Accounts that administer CloudTrail for the organization, sorted. */
  readonly administrators?: readonly string[];
}

export interface AccountState {
  readonly kind: 'account';
  /**
   * Opt-in Regions that are enabled or being enabled, sorted: AWS takes hours, and there is nothing more to ask for.
   */
  readonly regions?: readonly string[];
}

/**
 * The services whose trusted access keeps the organization's logging alive: trails, our own templates in every
 * account, and other monitoring. All other services are their owners' business. [D] orgs_integrate_services_list
 */
export const guardedServices: readonly string[] = [
  'cloudtrail.amazonaws.com',
  'member.org.stacksets.cloudformation.amazonaws.com',
  'config.amazonaws.com',
  'guardduty.amazonaws.com',
];

/** Parts that cost a read of their own. */
export const membershipParts = [
  'trustedAccess',
  'administrators',
  'regions',
] as const satisfies readonly string[];

export type MembershipPart = (typeof membershipParts)[number];

/** The writes that put it back, with their inputs as the API spells them. */
export interface MembershipSteps {
  readonly 'organizations:EnableAWSServiceAccess': { readonly ServicePrincipal: string };
  readonly 'cloudtrail:RegisterOrganizationDelegatedAdmin': { readonly MemberAccountId: string };
  readonly 'cloudtrail:DeregisterOrganizationDelegatedAdmin': {
    readonly DelegatedAdminAccountId: string;
  };
  readonly 'account:EnableRegion': { readonly RegionName: string };
}

/**
 * An account's own Regions: the other kind of membership, which is looked at only where an opt-in Region is
 * governed.
 */
export const accountSubject = (accountId: string, partition: string) => ({
  kind: 'membership' as const,
  accountId,
  region: globalRegionOf(partition, 'account'),
  id: `arn:${partition}:account::${accountId}:account`,
});

export const isAboutAnAccount = ({ id }: { readonly id: string }): boolean =>
  id.split(':')[2] === 'account';

/**
 * Every Region launched since March 2019 is an opt-in Region; the list of the others is closed. Other partitions
 * have none. [D] manage-acct-regions
 */
export const isOptInRegion = (region: string): boolean =>
  /^[a-z]{2}-[a-z]+-\d$/.test(region) && !region.startsWith('cn-') && !DEFAULT.has(region);

/** Does an account's list of Regions matter to us? */
export const governsOptInRegion = (governedRegions: readonly string[]): boolean =>
  governedRegions.some(isOptInRegion);

const DEFAULT: ReadonlySet<string> = new Set([
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
]);
