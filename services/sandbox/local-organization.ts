import { createTrail } from './cloudtrail/create-trail';
import { startLogging } from './cloudtrail/logging';
import type { TrailSettings } from './cloudtrail/state';
import type { World } from './core/world';
import { createRole } from './iam/roles';
import { createAccessKey, createUser } from './iam/users';
import {
  addAccount,
  addUnit,
  createOrganization,
  delegateAdministration,
} from './organizations/create-organization';
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
}

const managementAccountId = '111122223333';
const securityAccountId = '222233334444';
const logArchiveAccountId = '333344445555';
const homeRegion = 'us-east-1';
const logBucket = `trailwarden-logs-${logArchiveAccountId}`;
const logKeyId = '0a1b2c3d-1111-4222-8333-444455556666';
const memberNames = ['payments', 'orders', 'ledger'];
const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess';

/**
 * The standard organization: management, security (delegated administrator), log-archive, then
 * `accounts` members. Everybody's trail logs; nothing of this writes a record.
 */
export function createLocalOrganization(
  { world }: Pick<Sandbox, 'world'>,
  { accounts }: { readonly accounts: number },
): LocalOrganization {
  const memberAccountIds = Array.from({ length: accounts }, (_, index) => memberId(index));
  const organization = createAccounts(world, memberAccountIds);
  for (const account of world.organization.accounts.values()) furnish(world, account);
  createRole(world, {
    accountId: managementAccountId,
    name: 'identity',
    trustPolicy: trusting(managementAccountId),
    managedPolicyArns: [administrator],
  });
  return {
    id: organization.id,
    homeRegion,
    managementAccountId,
    securityAccountId,
    logArchiveAccountId,
    memberAccountIds,
    organizationTrailArn: createLoggingTrail(world, managementAccountId, 'organization'),
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
function furnish(world: World, { id }: Account): void {
  const admin = createUser(world, {
    accountId: id,
    name: 'admin',
    managedPolicyArns: [administrator],
  });
  createAccessKey(world, admin);
  const role = { accountId: id, managedPolicyArns: [administrator] };
  createRole(world, { ...role, name: 'Developer', trustPolicy: trusting(managementAccountId) });
  createRole(world, {
    ...role,
    name: 'OrganizationAccountAccessRole',
    trustPolicy: trusting(managementAccountId),
  });
  if (id !== managementAccountId) createLoggingTrail(world, id, 'main');
}

function createLoggingTrail(world: World, accountId: string, name: string): string {
  const settings: TrailSettings = {
    s3BucketName: logBucket,
    includeGlobalServiceEvents: true,
    isMultiRegionTrail: true,
    isOrganizationTrail: accountId === managementAccountId,
    logFileValidationEnabled: true,
    kmsKeyId: `arn:aws:kms:${homeRegion}:${logArchiveAccountId}:key/${logKeyId}`,
    snsTopicName: `arn:aws:sns:${homeRegion}:${logArchiveAccountId}:trail-files`,
    cloudWatchLogsLogGroupArn: `arn:aws:logs:${homeRegion}:${accountId}:log-group:trail:*`,
    cloudWatchLogsRoleArn: `arn:aws:iam::${accountId}:role/CloudTrail_CloudWatchLogs`,
  };
  const tags = { 'guarded-by': 'trailwarden', owner: 'security' };
  const trail = createTrail(world, { accountId, homeRegion, name, settings, tags });
  trail.insightSelectors = [
    { InsightType: 'ApiCallRateInsight' },
    { InsightType: 'ApiErrorRateInsight' },
  ];
  startLogging(trail, world.now());
  return trail.arn;
}

/** The account's own policies decide who in it may use the trust. */
function trusting(accountId: string) {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow' as const,
        Principal: { AWS: `arn:aws:iam::${accountId}:root` },
        Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
      },
    ],
  };
}

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
