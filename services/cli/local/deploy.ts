import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { protectTable } from '../../../shared/aws/table/protect-table';
import type { BucketGuard } from '../../../shared/domain/bucket';
import { hooks, LOG_GROUP, type LocalOrganization, type Sandbox } from '../../sandbox';
import { deployForensics, type Forensics } from './deploy-forensics';
import { makeShop, shopIn } from './guarded-buckets';
import { EXAMINER_IMAGE, standInExaminer } from './local-examiner';
import { type Package, ROOT } from './package-service';
import { property, type Template } from './template';

export interface Deployment {
  /** Outputs of the central stack. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Where machines may be contained. */
  readonly forensics?: Forensics;
}

/** The log archive's resources that trails need. */
export const bucketsOf = ({ archives }: LocalOrganization): readonly string[] =>
  archives.flatMap(({ bucketName, vaultName }) => [bucketName, vaultName]);

interface DeploymentWanted {
  readonly sandbox: Sandbox;
  readonly organization: LocalOrganization;
  readonly packaged: Package;
  readonly undo?: UndoWanted;
  readonly sweepEvery?: string;
  readonly bucketGuard?: BucketGuard;
  readonly answerMinutes?: number;
  /** Machines may be contained in every account, and the last member keeps their evidence. */
  readonly containment?: boolean;
  /** Logins on machines are heard of, in every account but the management account. */
  readonly loginGuard?: boolean;
  /** Of the central stack besides; they go before everything else here. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/**
 * The steps of docs/deploy.md, in its order: the central stack with its StackSet in the security account, then the
 * member template once more for the management account, which StackSets skip.
 */
export async function deploy(place: DeploymentWanted): Promise<Deployment> {
  const { sandbox, organization, packaged, undo, sweepEvery, bucketGuard, answerMinutes } = place;
  const forensics = place.containment ? await deployForensics(sandbox, organization) : undefined;
  if (forensics)
    await standInExaminer(sandbox, {
      accountId: forensics.accountId,
      region: organization.homeRegion,
    });
  const { loginGuard } = place;
  const { regions } = sandbox.world;
  const { homeRegion, securityAccountId, managementAccountId, id } = organization;
  const { logArchiveAccountId, archives, guardRailArns } = organization;
  const guarded = {
    ManagementAccountId: managementAccountId,
    LogArchiveAccountId: logArchiveAccountId,
    ProtectedBuckets: bucketsOf(organization).join(','),
    ProtectedKeys: archives.map(({ keyArn }) => keyArn).join(','),
    ProtectedLogGroup: LOG_GROUP,
    ProtectedTopics: archives.map(({ topicArn }) => topicArn).join(','),
    ProtectedPolicies: guardRailArns.join(','),
  };
  const { endpoint } = sandbox;
  for (const accountId of bucketGuard ? organization.memberAccountIds : []) {
    const keys = sandbox.credentials(accountId);
    await makeShop(shopIn(accountId), { endpoint, region: homeRegion, credentials: keys });
  }
  const sender = `arn:${sandbox.world.partition}:ses:${homeRegion}:${securityAccountId}:identity/example.com`;
  hooks.ses.state(sandbox.world).known.add(sender);
  const { outputs } = await hooks.cloudformation.deployStack(sandbox, {
    accountId: securityAccountId,
    region: homeRegion,
    stackName: 'trailwarden',
    template: withLoopbackReceivers(packaged.template),
    artifacts: packaged.folder,
    parameters: {
      OrganizationId: id,
      OrganizationalUnitIds: sandbox.world.organization.organization?.rootId ?? '',
      GovernedRegions: regions.join(','),
      // Event history has an event at once here, so no one has to wait half an hour for the dark.
      DeliveryDelay: '0',
      ...guarded,
      NotificationSenders: sender,
      UndoReported: undo?.reported.join(',') ?? '',
      ...(sweepEvery && { SweepEvery: sweepEvery }),
      ...(bucketGuard && { BucketGuard: bucketGuard }),
      ...(answerMinutes && { BucketAnswerMinutes: String(answerMinutes) }),
      ...(forensics && { Containment: 'on', ForensicAccountId: forensics.accountId }),
      ...(loginGuard && { LoginGuard: 'on' }),
      ...(loginGuard && forensics && examinedIn(forensics)),
      ...(loginGuard && answerMinutes && { LoginAnswerMinutes: String(answerMinutes) }),
      ...place.parameters,
    },
  });
  const credentials = sandbox.credentials(securityAccountId);
  await protectTable({ endpoint, region: homeRegion, credentials }, outputs.TableName ?? '');
  const template = property<string>(packaged.template, 'Members', 'TemplateBody');
  for (const region of regions) {
    await hooks.cloudformation.deployStack(sandbox, {
      accountId: managementAccountId,
      region,
      stackName: 'trailwarden-member',
      template,
      parameters: {
        OrganizationId: id,
        SecurityAccountId: securityAccountId,
        CentralBusArn: outputs.BusArn ?? '',
        HomeRegion: homeRegion,
        ...guarded,
      },
    });
  }
  if (undo) await deployUndo({ sandbox, organization, undo });
  return { outputs, ...(forensics && { forensics }) };
}

/** The forensic account, as its template's outputs name it. */
const examinedIn = ({ settings }: Forensics) => ({
  ForensicKeyArn: settings.TRAILWARDEN_FORENSIC_KEY ?? '',
  ForensicExaminer: [
    EXAMINER_IMAGE,
    settings.TRAILWARDEN_EXAMINER_SUBNET,
    settings.TRAILWARDEN_EXAMINER_GROUP,
  ].join(','),
});

/** The one difference from what ships: messages may go to receivers on this machine, which no deployment allows. */
function withLoopbackReceivers(template: Template): Template {
  const { NotifierLambdaFunction: notifier, ...others } = template.Resources;
  if (!notifier) return template;
  const { Variables } = notifier.Properties.Environment as { readonly Variables: object };
  const Environment = { Variables: { ...Variables, TRAILWARDEN_LOOPBACK_RECEIVERS: 'allowed' } };
  const patched = { ...notifier, Properties: { ...notifier.Properties, Environment } };
  return { ...template, Resources: { ...others, NotifierLambdaFunction: patched } };
}

/** The reported rows that a deployment wants undone. */
export interface UndoWanted {
  readonly reported: readonly string[];
  /** Rows whose rights the accounts give; absent: the same rows. */
  readonly allowed?: readonly string[];
}

interface UndoDeployment {
  readonly sandbox: Sandbox;
  readonly organization: LocalOrganization;
  readonly undo: UndoWanted;
}

/** The optional template, once in every account. */
async function deployUndo({ sandbox, organization, undo }: UndoDeployment): Promise<void> {
  const { id, homeRegion, securityAccountId, managementAccountId } = organization;
  const template = readFileSync(join(ROOT, 'services/member/undo.yml'), 'utf8');
  const rows = (undo.allowed ?? undo.reported).map((row) => [row.replace('-', ''), 'yes']);
  for (const accountId of sandbox.world.organization.accounts.keys()) {
    await hooks.cloudformation.deployStack(sandbox, {
      accountId,
      region: homeRegion,
      stackName: 'trailwarden-undo',
      template,
      parameters: {
        OrganizationId: id,
        SecurityAccountId: securityAccountId,
        ManagementAccountId: managementAccountId,
        ...Object.fromEntries(rows),
      },
    });
  }
}
