import type { Command } from 'commander';
import { callerAccount } from '../../../shared/aws/become-named';
import type { Connection } from '../../../shared/aws/connection';
import { type CodeBucket, codeBucketOf } from '../../../shared/aws/deployment/uploads';
import { UserError } from '../terminal/user-error';
import { catalogue } from './config-file';
import {
  type Deploying,
  type DeploymentOptions,
  deploying,
  withConsent,
} from './deployment-options';
import { type ReleaseFolder, releaseFolder } from './release-folder';

export interface ReleaseOptions extends DeploymentOptions {
  readonly release?: string;
}

/** Options of a command that deploys, or takes out what was deployed. */
export const withRelease = (command: Command): Command =>
  withConsent(command).option(
    '--release <folder>',
    'a release to deploy (default: the one of this command line)',
  );

/** A deployment as the file says it, of one release, and who deploys. */
export interface Deployment extends Deploying {
  readonly release: ReleaseFolder;
  /** Defaults of the central stack's parameters. */
  readonly defaults: Readonly<Record<string, string>>;
  readonly bucket: CodeBucket;
  /** How often what AWS is working on is asked after. */
  readonly everyMs: number;
  readonly isSandbox: boolean;
}

/** Refuses a file that cannot be deployed, and credentials of another account than the file names. */
export async function openDeployment(options: ReleaseOptions): Promise<Deployment> {
  const { config, security, management } = await deploying(options);
  if (config.mode === 'observe' || config.observeUnits.length > 0)
    throw new UserError(
      'Mode: observe and ObserveUnits are not there yet: what is deployed puts back what differs. Take them out of the file; "trailwarden pause" holds it for up to a day.',
    );
  const release = await releaseFolder(options.release);
  await mustBe(config.securityAccountId, security, '--profile');
  const { ManagementAccountId } = config.parameters;
  if (management && ManagementAccountId)
    await mustBe(ManagementAccountId, management, '--management-profile');
  return {
    ...{ config, release, security: patient(security) },
    ...(management && { management: patient(management) }),
    defaults: Object.fromEntries(
      Object.entries(catalogue()).map(([name, { Default = '' }]) => [name, String(Default)]),
    ),
    bucket: codeBucketOf(config.securityAccountId, config.region),
    everyMs: options.endpoint === undefined ? AWS_MS : SANDBOX_MS,
    isSandbox: options.endpoint !== undefined,
  };
}

/** A person waits for it, not a stopped trail. */
const patient = (connection: Connection): Connection => ({
  ...connection,
  requestTimeoutMs: 30_000,
});

const AWS_MS = 3_000;
const SANDBOX_MS = 50;

async function mustBe(accountId: string, connection: Connection, option: string): Promise<void> {
  const caller = await callerAccount(connection);
  if (caller === accountId) return;
  throw new UserError(
    `These are credentials of account ${caller}, and the file says ${accountId}: name a profile of it with ${option}.`,
  );
}
