import { setTimeout as pause } from 'node:timers/promises';
import { memberParameters } from '../../../shared/deployment/stack-sets';
import { type Deployment, openDeployment, type ReleaseOptions } from '../target/deployment';
import type { Rollout } from '../upgrade/run-upgrade';
import { type DeploymentReport, deployAll } from './deploy-all';
import { type DeploymentPlan, planDeployment, releaseName } from './plan-deployment';

/** For `trailwarden upgrade`: what the file deploys, by the steps of `trailwarden deploy`. */
export async function openRollout(options: ReleaseOptions): Promise<Rollout> {
  const deployment = await openDeployment(options);
  return rolloutOf(deployment, await planDeployment(deployment));
}

/** `onReport` hears what was deployed. */
export function rolloutOf(
  deployment: Deployment,
  plan: DeploymentPlan,
  onReport: (report: DeploymentReport) => void = () => undefined,
): Rollout {
  const { config, release, security, bucket, everyMs, isSandbox } = deployment;
  const busArn = plan.central?.outputs.BusArn ?? '';
  return {
    ...{ security, release, tags: config.tags },
    central: {
      ...config.parameters,
      ...{ CodeBucket: bucket.name, CodePrefix: `${releaseName(release)}/`, MemberStackSet: 'no' },
    },
    member: memberParameters({ config, parametersOf: release.parameters, busArn }, 'member'),
    // A responder keeps what it read of the release for a minute. In a sandbox no one changes anything meanwhile.
    settle: () => pause(isSandbox ? everyMs : HEARD_BY_ALL_MS),
    rollOut: async (onProgress) => {
      const report = await deployAll(deployment, plan, onProgress);
      onReport(report);
      return report.failed;
    },
  };
}

const HEARD_BY_ALL_MS = 65_000;
