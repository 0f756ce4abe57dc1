import { createTrail, startLogging } from './cloudtrail/create-trail';
import type { TrailSettings } from './cloudtrail/state';
import type { World } from './core/service';
import { createRole } from './iam/roles';
import { createAccessKey, createUser } from './iam/users';
import {
  createLogArchive,
  createLogGroup,
  LOG_GROUP,
  LOG_GROUP_ROLE,
  type LogArchive,
} from './local-log-archive';
import {
  addAccount,
  addUnit,
  createOrganization,
  delegateAdministration,
} from './organizations/create-organization';
import { attach, createPolicy } from './organizations/policies';
import type { Account, Organization } from './organizations/state';
import type { Sandbox } from './sandbox';

export interface LocalOrganization {
  readonly id: string;
  readonly homeRegion: string;
  readonly managementAccountId: string;
  readonly securityAccountId: string;
  readonly logArchiveAccountId: string;
  /** Every other account, in order. */
  readonly memberAccountIds: readonly string[];
  readonly organizationTrailArn: string;
  /** The first is the one that trails deliver to. */
  readonly archives: readonly LogArchive[];
  /** ARNs of policies that keep members from turning other logs off. */
  readonly guardRailArns: readonly string[];
}

const managementAccountId = '111122223333';
const securityAccountId = '222233334444';
const logArchiveAccountId = '333344445555';
const memberNames = ['payments', 'orders', 'ledger'];
/** A person of the management account, whose keys are stolen in drills and in the demo. */
export const personWithKeys = 'erin.hart';
const administratorOf = ({ partition }: World): string =>
  `arn:${partition}:iam::aws:policy/AdministratorAccess`;

/** us-east-1, or the first Region of a partition that has none. */
const homeOf = ({ regions: [first = ''], regions }: World): string =>
  regions.includes('us-east-1') ? 'us-east-1' : first;

/**
 * The standard organization: management, security (delegated administrator), log-archive, then
 * `accounts` members. Everybody's trail logs; nothing of this writes a record. Of what there is once,
 * `copies` are made, so that each may be damaged in a way of its own.
 */
export function createLocalOrganization(
  { world }: Pick<Sandbox, 'world'>,
  {
    accounts,
    copies = 1,
    hasOrganizationTrail = true,
  }: {
    readonly accounts: number;
    readonly copies?: number;
    /** Without it each account has only its own trail, and is as deaf as that is. */
    readonly hasOrganizationTrail?: boolean;
  },
): LocalOrganization {
  const memberAccountIds = Array.from({ length: accounts }, (_, index) => memberId(index));
  const organization = createAccounts(world, memberAccountIds);
  const homeRegion = homeOf(world);
  const place = { accountId: logArchiveAccountId, region: homeRegion };
  const archive = createLogArchive(world, place);
  const others = Array.from({ length: copies - 1 }, (_, index) => index + 2);
  for (const account of world.organization.accounts.values()) furnish(world, account, archive);
  const rights = { accountId: managementAccountId, managedPolicyArns: [administratorOf(world)] };
  createRole(world, { ...rights, name: 'identity', trustPolicy: trustOf(world) });
  const tags = { email: `${personWithKeys}@example.com` };
  createAccessKey(world, createUser(world, { ...rights, name: personWithKeys, tags }));
  const organizationTrailArn = createLoggingTrail(world, managementAccountId, archive);
  if (!hasOrganizationTrail) world.cloudtrail.trails.delete(managementAccountId);
  return {
    id: organization.id,
    homeRegion,
    managementAccountId,
    securityAccountId,
    logArchiveAccountId,
    memberAccountIds,
    organizationTrailArn,
    archives: [archive, ...others.map((copy) => createLogArchive(world, place, `-${copy}`))],
    guardRailArns: [1, ...others.slice(0, 3)].map((copy) =>
      createGuardRail(world, organization, copy),
    ),
  };
}

function createAccounts(world: World, memberAccountIds: readonly string[]): Organization {
  const management = accountNamed(managementAccountId, 'management');
  const organization = createOrganization(world, {
    id: 'o-a1b2c3d4e5',
    rootId: 'r-ab12',
    management,
  });
  const security = addUnit(world, organization, { id: 'ou-ab12-security1', name: 'security' });
  const workloads = addUnit(world, organization, { id: 'ou-ab12-workload1', name: 'workloads' });
  const securityAccount = accountNamed(securityAccountId, 'security');
  const logArchive = accountNamed(logArchiveAccountId, 'log-archive');
  addAccount(world, organization, securityAccount, security.id);
  addAccount(world, organization, logArchive, security.id);
  memberAccountIds.forEach((id, index) => {
    addAccount(world, organization, accountNamed(id, memberName(index)), workloads.id);
  });
  delegateAdministration(world, securityAccountId, [
    'cloudtrail.amazonaws.com',
    'member.org.stacksets.cloudformation.amazonaws.com',
  ]);
  return organization;
}

/** What every account has: an administrator, two roles and, unless it owns the organization's, a trail. */
function furnish(world: World, { id }: Account, archive: LogArchive): void {
  const rights = { accountId: id, managedPolicyArns: [administratorOf(world)] };
  createAccessKey(world, createUser(world, { ...rights, name: 'admin' }));
  for (const name of ['Developer', 'OrganizationAccountAccessRole']) {
    createRole(world, { ...rights, name, trustPolicy: trustOf(world) });
  }
  createLogGroup(world, { accountId: id, region: homeOf(world) });
  if (id !== managementAccountId) createLoggingTrail(world, id, archive);
}

/** The other logs of the members stay on. */
function createGuardRail(world: World, { rootId }: Organization, copy: number): string {
  const policy = createPolicy(world, {
    type: 'SERVICE_CONTROL_POLICY',
    name: `keep-logs-${copy}`,
    description: 'The other logs of the members stay on',
    content: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Deny',
          Action: ['config:StopConfigurationRecorder', 'guardduty:DeleteDetector'],
          Resource: '*',
        },
      ],
    }),
  });
  attach(world, policy.id, rootId);
  return policy.arn;
}

function createLoggingTrail(world: World, accountId: string, archive: LogArchive): string {
  const isOrganizationTrail = accountId === managementAccountId;
  const name = isOrganizationTrail ? 'organization' : 'main';
  const homeRegion = homeOf(world);
  const settings: TrailSettings = {
    s3BucketName: archive.bucketName,
    includeGlobalServiceEvents: true,
    isMultiRegionTrail: true,
    isOrganizationTrail,
    logFileValidationEnabled: true,
    kmsKeyId: archive.keyArn,
    snsTopicName: archive.topicArn,
    cloudWatchLogsLogGroupArn: `arn:${world.partition}:logs:${homeRegion}:${accountId}:log-group:${LOG_GROUP}:*`,
    cloudWatchLogsRoleArn: `arn:${world.partition}:iam::${accountId}:role/${LOG_GROUP_ROLE}`,
  };
  const tags = { 'guarded-by': 'trailwarden', owner: 'security' };
  const trail = createTrail(world, { accountId, homeRegion, name, settings, tags });
  trail.insightSelectors = [
    { InsightType: 'ApiCallRateInsight' },
    { InsightType: 'ApiErrorRateInsight' },
  ];
  trail.aggregations = [{ EventCategory: 'Data', Templates: ['API_ACTIVITY'] }];
  startLogging(trail, new Date(world.now().getTime() - LOGGED_FOR_MS));
  return trail.arn;
}

/** Long enough that EventBridge hears through it, with any `deafForMilliseconds` of the world. */
const LOGGED_FOR_MS = 15 * 60_000;

/** The management account's own policies decide who in it may use the trust. */
const trustOf = ({ partition }: World) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow' as const,
      Principal: { AWS: `arn:${partition}:iam::${managementAccountId}:root` },
      Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
    },
  ],
});

function accountNamed(id: string, name: string) {
  return { id, name, email: `${name}@example.com` };
}

function memberName(index: number): string {
  return memberNames[index] ?? `member-${String(index + 1).padStart(3, '0')}`;
}

/** 444455556666, 555566667777 … as AWS's examples count, then 800000000004 and on. */
function memberId(index: number): string {
  const examples = ['444455556666', '555566667777', '666677778888', '777788889999'];
  return examples[index] ?? String(800_000_000_000 + index);
}
