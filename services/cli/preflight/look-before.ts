import { AssumeRoleError } from '../../../shared/aws/classify';
import { observeDependency } from '../../../shared/aws/dependencies/observe-dependency';
import { serviceClients } from '../../../shared/aws/dependencies/service-clients';
import { keysOf } from '../../../shared/aws/deployment/profile';
import { readOrganizationLevel } from '../../../shared/aws/deployment/read-organization-level';
import { placeReader } from '../../../shared/aws/deployment/read-places';
import { guardCredentials, openSts } from '../../../shared/aws/member-access';
import type { Condition } from '../../../shared/deployment/condition';
import { partsOf } from '../../../shared/deployment/config';
import { baselineCondition } from '../../../shared/deployment/preflight/guarded';
import { nameConditions } from '../../../shared/deployment/preflight/names';
import { organizationConditions } from '../../../shared/deployment/preflight/organization';
import {
  controlTowerCondition,
  placeConditions,
} from '../../../shared/deployment/preflight/places';
import { foundOf, policyConditions } from '../../../shared/deployment/preflight/policies';
import { regionsOf } from '../../../shared/deployment/stack-sets';
import { given } from '../../../shared/domain/given';
import { allParts } from '../../../shared/domain/parts';
import { partitionOf } from '../../../shared/domain/trail';
import { protectedSubjects } from '../../../shared/signal/protected';
import type { Deployment } from '../target/deployment';
import { inParallel } from '../verify/in-parallel';
import { judgePolicy } from './judge-policy';
import { neededCalls } from './needed-calls';

export interface Before {
  /** Of every member, which the management account may assume. */
  readonly memberRole: string;
  /** Nothing of ours runs yet, so roles under our names are not ours. */
  readonly isFirst: boolean;
}

/** Every condition that a deployment needs. Reads only, and never rejects for what could not be read. */
export async function lookBefore(
  deployment: Deployment,
  { memberRole, isFirst }: Before,
  onProgress: (line: string) => void,
): Promise<readonly Condition[]> {
  const { config, security, management } = deployment;
  const { securityAccountId, parameters, region } = config;
  onProgress('reading the organization');
  const level = await readOrganizationLevel({
    ...{ security, securityAccountId },
    ...(management && { management }),
  });
  const accountIds = governedAccounts(deployment, level.paths);
  const reader = placeReader({
    region,
    ...given({ endpoint: security.endpoint }),
    credentials: credentialsOf(deployment, memberRole),
    now: () => new Date(),
  });
  const regions = regionsOf(config);
  const names = ['trailwarden-guard', 'trailwarden-reader', 'trailwarden-spare'];
  let done = 0;
  const ofAccounts = await inParallel(accountIds, AT_ONCE, async (accountId) => {
    const places = await Promise.all(
      regions.map((one) => reader.place({ accountId, region: one })),
    );
    const roles = isFirst ? await reader.roles(accountId, names) : undefined;
    done += 1;
    onProgress(`${done} of ${accountIds.length} accounts`);
    return { accountId, places, roles };
  });
  const places = ofAccounts.flatMap((one) => one.places);
  const guarded = protectedSubjects({
    ...{ partition: partitionOf(region), homeRegion: region, securityAccountId },
    ...given({
      managementAccountId: parameters.ManagementAccountId || undefined,
      organizationId: parameters.OrganizationId,
      logArchiveAccountId: parameters.LogArchiveAccountId || undefined,
    }),
    buckets: partsOf(parameters.ProtectedBuckets),
    keys: partsOf(parameters.ProtectedKeys),
    topics: partsOf(parameters.ProtectedTopics),
    guardRails: partsOf(parameters.ProtectedPolicies),
    governedRegions: regions,
  });
  const credentials = credentialsOf(deployment, memberRole);
  const observed = await inParallel(guarded, AT_ONCE, (subject) => {
    const clients = serviceClients({
      ...{ region: subject.region, credentials: () => credentials(subject.accountId) },
      ...given({ endpoint: security.endpoint }),
    });
    return observeDependency(subject as never, allParts(subject.kind), clients, () => new Date());
  });
  const judge = judgePolicy(parameters.OrganizationId ?? '', partitionOf(region));
  const calls = neededCalls({
    ...{ partition: partitionOf(region), homeRegion: region, regions, accountIds, guarded },
    securityAccountId,
    ...given({ managementAccountId: parameters.ManagementAccountId }),
  });
  return [
    ...organizationConditions(config, level),
    ...policyConditions({ paths: level.paths, policies: level.policies, calls, judge }),
    ...places.flatMap(placeConditions),
    controlTowerCondition(places),
    ...ofAccounts.flatMap(({ accountId, roles }) =>
      roles ? nameConditions(accountId, roles) : [],
    ),
    ...observed.map(baselineCondition),
    ...observed.flatMap((one): Condition[] => {
      const call = calls.find(({ resource }) => resource === one.subject.id);
      const content =
        one.kind === 'present' && 'policy' in one.state ? one.state.policy : undefined;
      if (!call || typeof content !== 'string' || content === '') return [];
      const is = judge({ type: 'RESOURCE_CONTROL_POLICY', content }, call);
      const found = foundOf('Its policy', is, call);
      return [
        {
          ...{ id: 'policy-of-resource', of: one.subject.id },
          ...(found ?? { state: 'ok', says: 'Its policy does not deny our roles.' }),
        },
      ];
    }),
  ];
}

const AT_ONCE = 8;

/** Accounts beneath the guarded units, and the management account where it is named. */
function governedAccounts(
  { config }: Deployment,
  paths: Awaited<ReturnType<typeof readOrganizationLevel>>['paths'],
): readonly string[] {
  const units = partsOf(config.parameters.OrganizationalUnitIds);
  const { ManagementAccountId: management } = config.parameters;
  if ('why' in paths) return [config.securityAccountId, ...(management ? [management] : [])];
  const beneath = [...paths.value]
    .filter(([, path]) => path.some((id) => units.includes(id)))
    .map(([accountId]) => accountId);
  return [...new Set([...beneath, ...(management ? [management] : [])])];
}

/** Of the security and the management account as they are; of a member the role that the management account may assume. */
function credentialsOf({ config, security, management }: Deployment, roleName: string) {
  const { securityAccountId, parameters, region } = config;
  const member =
    management &&
    guardCredentials(openSts(management), {
      ...{ roleName, sessionName: 'trailwarden-preflight', partition: partitionOf(region) },
    });
  return async (accountId: string) => {
    const own =
      accountId === securityAccountId
        ? security
        : accountId === parameters.ManagementAccountId
          ? management
          : undefined;
    if (own) return keysOf(own);
    if (!member)
      throw new AssumeRoleError(`arn:aws:iam::${accountId}:role/${roleName}`, new NoProfile());
    return member.of(accountId);
  };
}

class NoProfile extends Error {
  override readonly name = 'AccessDenied';
  constructor() {
    super('No profile of the management account was named.');
  }
}
