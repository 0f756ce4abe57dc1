import { openStackSets } from '../../../shared/aws/deployment/stack-sets';
import { openStacks, type Stack } from '../../../shared/aws/deployment/stacks';
import { type ParameterChange, parameterChanges } from '../../../shared/deployment/changes';
import { stackSetNames, wantedStackSets } from '../../../shared/deployment/stack-sets';
import type { Deployment } from '../target/deployment';

/** The one stack of the security account. */
export const CENTRAL = 'trailwarden';

/** What runs, and what a deployment would change. */
export interface DeploymentPlan {
  readonly central?: Stack;
  /** Of the release that runs; absent: none, or one that another tool deployed. */
  readonly running?: string;
  readonly changes: readonly ParameterChange[];
  /** StackSets to make, and those that the file does not want any more. */
  readonly newSets: readonly string[];
  readonly goneSets: readonly string[];
}

/** Reads only. */
export async function planDeployment(deployment: Deployment): Promise<DeploymentPlan> {
  const { config, security, defaults, everyMs, release } = deployment;
  const central = await openStacks(security, everyMs).find(CENTRAL);
  const sets = openStackSets(security, everyMs);
  const there = (
    await Promise.all(stackSetNames.map(async (name) => ((await sets.find(name)) ? [name] : [])))
  ).flat();
  const wanted = wantedStackSets({ config, parametersOf: release.parameters, busArn: '' });
  const names = wanted.map(({ name }) => name);
  const { CodePrefix, CodeBucket: _, MemberStackSet: __, ...running } = central?.parameters ?? {};
  return {
    ...(central && { central }),
    ...(CodePrefix && { running: CodePrefix.replace(/\/$/, '') }),
    changes: central ? parameterChanges(running, config.parameters, defaults) : [],
    newSets: names.filter((name) => !there.includes(name)),
    goneSets: there.filter((name) => !names.includes(name)),
  };
}

export const releaseName = ({ version, digest }: Deployment['release']): string =>
  `${version}-${digest}`;
