import type { Command } from 'commander';
import type { Connection } from '../../../shared/aws/connection';
import { profileConnection } from '../../../shared/aws/deployment/profile';
import type { Config } from '../../../shared/deployment/config';
import { configFile } from './config-file';
import { connectionTo, type Target, withEndpoint } from './target';

/** What every command about the deployment is asked. */
export interface DeploymentOptions extends Omit<Target, 'region'> {
  readonly config: string;
  /** Default: of the configuration. */
  readonly region?: string;
  readonly yes?: boolean;
  readonly profile?: string;
  readonly managementProfile?: string;
}

/** Options of a command that reads trailwarden.yml. */
export const withDeployment = (command: Command): Command =>
  withEndpoint(command)
    .option('--config <file>', 'what is deployed', 'trailwarden.yml')
    .option('--region <region>', 'home Region (default: that of the configuration)')
    .option('--profile <name>', 'profile of the security account (default: the keys of the shell)')
    .option('--management-profile <name>', 'profile of the management account')
    .option('--json', 'for programs');

/** The same, of a command that writes: it asks once before. */
export const withConsent = (command: Command): Command =>
  withDeployment(command).option('--yes', 'do not ask');

/** What a command works with. */
export interface Deploying {
  readonly config: Config;
  /** The security account, in its home Region. */
  readonly security: Connection;
  /** The management account; absent where no profile names it. */
  readonly management?: Connection;
}

/** Reads the configuration and opens the accounts. Rejects with sentences for people. */
export async function deploying(options: DeploymentOptions): Promise<Deploying> {
  const config = configFile(options.config);
  const home = connectionTo({ ...options, region: options.region ?? config.region });
  const { profile, managementProfile } = options;
  return {
    config,
    security: profile ? await profileConnection(home, profile) : home,
    ...(managementProfile && { management: await profileConnection(home, managementProfile) }),
  };
}
