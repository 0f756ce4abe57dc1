import { globalRegionOf } from '../../domain/global-region';
import { describeUnseen, type Seen } from '../../domain/seen';
import { partitionOf } from '../../domain/trail';
import type { Condition } from '../condition';
import { type Config, partsOf } from '../config';
import { regionsOf } from '../stack-sets';

/** What was read of the organization: shared/aws/deployment/read-organization-level.ts. */
export interface OrganizationSeen {
  readonly organization: Seen<{
    readonly id: string;
    readonly managementAccountId: string;
    readonly hasAllFeatures: boolean;
  }>;
  readonly trusted: Seen<readonly string[]>;
  readonly hasStackSetsAccess: Seen<boolean>;
  readonly delegated: Seen<readonly string[]>;
  /** From the root to each account, by account. */
  readonly paths: Seen<ReadonlyMap<string, readonly string[]>>;
  /** `ENABLED`, `DISABLED` …, of the security account, by Region. */
  readonly regions: Seen<ReadonlyMap<string, string>>;
}

const STACK_SETS = 'member.org.stacksets.cloudformation.amazonaws.com';
const CLOUDTRAIL = 'cloudtrail.amazonaws.com';
const WHOLE = 'organization';

/** Without it stacks fail, or are made where no one wants them. */
export const isNeeded = (id: string): boolean =>
  [
    ...['all-features', 'organization-id', 'management-account', 'stack-sets-access', 'unit'],
    ...['delegated-administrator', 'units-hold', 'region-opted-in', 'name-clash'],
  ].includes(id);

/** What a deployment needs of the organization itself. */
export function organizationConditions(config: Config, seen: OrganizationSeen): Condition[] {
  return [
    ...ofOrganization(config, seen.organization),
    asked('stack-sets-access', WHOLE, seen.hasStackSetsAccess, (isOn) =>
      isOn
        ? ok('StackSets may make stacks in the accounts.')
        : missing(
            'StackSets may not make stacks in the accounts: no member would be guarded.',
            'In the management account: aws cloudformation activate-organizations-access',
          ),
    ),
    asked('delegated-administrator', config.securityAccountId, seen.delegated, (services) =>
      services.includes(STACK_SETS)
        ? ok('The security account may manage StackSets.')
        : missing(
            'The security account is no delegated administrator of StackSets: it cannot make them.',
            `In the management account: aws organizations register-delegated-administrator --service-principal ${STACK_SETS} --account-id ${config.securityAccountId}`,
          ),
    ),
    asked('cloudtrail-trusted', WHOLE, seen.trusted, (services) =>
      services.includes(CLOUDTRAIL)
        ? ok('CloudTrail may record the organization as a whole.')
        : advice(
            'CloudTrail may not act in the organization, so there is no organization trail: each account is as deaf as its own trail.',
            `In the management account: aws organizations enable-aws-service-access --service-principal ${CLOUDTRAIL}`,
          ),
    ),
    ...ofUnits(config, seen.paths),
    ...ofRegions(config, seen.regions),
  ];
}

function ofOrganization(
  { parameters }: Config,
  organization: OrganizationSeen['organization'],
): Condition[] {
  return [
    asked('all-features', WHOLE, organization, ({ hasAllFeatures }) =>
      hasAllFeatures
        ? ok('All features of AWS Organizations are on.')
        : missing(
            'Only consolidated billing is on: StackSets and policies need all features.',
            'In the management account: aws organizations enable-all-features',
          ),
    ),
    asked('organization-id', WHOLE, organization, ({ id }) =>
      id === parameters.OrganizationId
        ? ok(`The file names this organization, ${id}.`)
        : missing(
            `These credentials are of ${id}, and the file names ${parameters.OrganizationId}.`,
            `Write OrganizationId: ${id} into the file, or use a profile of the other organization.`,
          ),
    ),
    asked('management-account', WHOLE, organization, ({ managementAccountId: is }) => {
      const { ManagementAccountId: named } = parameters;
      if (!named)
        return advice(
          'The file names no management account, so it is not guarded, nor are trusted access and delegated administrators.',
          `Write ManagementAccountId: "${is}" into the file.`,
        );
      return named === is
        ? ok(`The management account ${is} is guarded as well.`)
        : missing(
            `The management account is ${is}, and the file names ${named}.`,
            `Write ManagementAccountId: "${is}" into the file.`,
          );
    }),
  ];
}

function ofUnits(
  { parameters, securityAccountId }: Config,
  paths: OrganizationSeen['paths'],
): Condition[] {
  const units = partsOf(parameters.OrganizationalUnitIds);
  const above = (accountId: string) => 'value' in paths && paths.value.get(accountId);
  const holds = (what: string, accountId: string): Condition =>
    asked('units-hold', accountId, paths, () => {
      const path = above(accountId);
      if (!path)
        return missing(
          `The ${what} account ${accountId} is not an active account of this organization.`,
          'Correct its number in the file.',
        );
      return path.some((id) => units.includes(id))
        ? ok(`The ${what} account lies beneath the guarded units.`)
        : missing(
            `The ${what} account ${accountId} lies beneath none of the guarded units (${units.join(', ')}): what is in it would not be guarded.`,
            `Add its unit to OrganizationalUnitIds: ${path.at(-2)}`,
          );
    });
  const { LogArchiveAccountId: archive } = parameters;
  return [
    ...units.map((unit) =>
      asked('unit', unit, paths, (known) => {
        const accounts = [...known.values()].filter((path) => path.includes(unit)).length;
        return accounts > 0
          ? ok(`It has ${accounts} active accounts.`)
          : missing(
              `There is no active account beneath ${unit}: it is not there, or empty.`,
              'Correct OrganizationalUnitIds in the file.',
            );
      }),
    ),
    holds('security', securityAccountId),
    ...(archive
      ? [holds('log archive', archive)]
      : [
          condition(
            'log-archive',
            WHOLE,
          )(
            advice(
              'The file names no log archive account: the buckets of trails are not guarded.',
              'Name the account that owns them as LogArchiveAccountId, and them as ProtectedBuckets.',
            ),
          ),
        ]),
  ];
}

function ofRegions(config: Config, regions: OrganizationSeen['regions']): Condition[] {
  const governed = regionsOf(config);
  const global = [
    ...new Set(
      ['iam', 'organizations'].map((service) =>
        globalRegionOf(partitionOf(config.region), service),
      ),
    ),
  ];
  return [
    ...global.map((region) =>
      condition(
        'global-region',
        region,
      )(
        governed.includes(region)
          ? ok('Changes of IAM and Organizations are recorded here, and it is guarded.')
          : missing(
              'IAM and Organizations are recorded in this Region and nowhere else, and it is not guarded: their changes would be found by a sweep only.',
              `Add ${region} to GovernedRegions.`,
            ),
      ),
    ),
    ...governed.map((region) =>
      asked('region-opted-in', region, regions, (states) =>
        /^ENABLED/.test(states.get(region) ?? '')
          ? ok('The security account uses this Region.')
          : missing(
              `The security account does not use this Region (${states.get(region) ?? 'AWS does not list it'}): nothing can be deployed there.`,
              `aws account enable-region --region-name ${region}, in every guarded account; or take it out of GovernedRegions.`,
            ),
      ),
    ),
  ];
}

type Found = Pick<Condition, 'state' | 'says' | 'mend'>;

const ok = (says: string): Found => ({ state: 'ok', says });
const missing = (says: string, mend: string): Found => ({ state: 'missing', says, mend });
const advice = (says: string, mend: string): Found => ({ state: 'advice', says, mend });

const condition =
  (id: string, of: string) =>
  (found: Found): Condition => ({ id, of, ...found });

/** Judged where it was seen; elsewhere it cannot be known. */
function asked<T>(id: string, of: string, seen: Seen<T>, judge: (value: T) => Found): Condition {
  return 'value' in seen
    ? { id, of, ...judge(seen.value) }
    : { id, of, state: 'unknown', says: describeUnseen(seen) };
}
