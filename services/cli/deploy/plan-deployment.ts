import { hasCode } from '../../../shared/aws/classify';
import { type LeftResource, leftResources } from '../../../shared/aws/deployment/left-resources';
import { openStackSets } from '../../../shared/aws/deployment/stack-sets';
import { isEmpty, openStacks, type Stack } from '../../../shared/aws/deployment/stacks';
import { openTable } from '../../../shared/aws/table/table';
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
  /** The central stack made the StackSets itself: they would go with their stacks before they are made again. */
  readonly isOfCentral: boolean;
  /** What an earlier stack left behind, and says is its own; a new one takes it up. */
  readonly left: readonly LeftResource[];
}

/** Reads only. */
export async function planDeployment(deployment: Deployment): Promise<DeploymentPlan> {
  const { config, security, defaults, everyMs, release } = deployment;
  const found = await openStacks(security, everyMs).find(CENTRAL);
  // What failed at first, or was never begun, holds nothing.
  const central = found && !isEmpty(found) ? found : undefined;
  const sets = openStackSets(security, everyMs);
  const there = (
    await Promise.all(stackSetNames.map(async (name) => ((await sets.find(name)) ? [name] : [])))
  ).flat();
  const wanted = wantedStackSets({ config, parametersOf: release.parameters, busArn: '' });
  const names = wanted.map(({ name }) => name);
  const { CodePrefix, CodeBucket: _, MemberStackSet, ...running } = central?.parameters ?? {};
  return {
    ...(central && { central }),
    ...(CodePrefix && { running: CodePrefix.replace(/\/$/, '') }),
    changes: central ? parameterChanges(running, config.parameters, defaults) : [],
    newSets: names.filter((name) => !there.includes(name)),
    goneSets: there.filter((name) => !names.includes(name)),
    isOfCentral: MemberStackSet === 'yes',
    left: central ? [] : await leftBehind(deployment),
  };
}

/** Nothing where no table was left. */
const leftBehind = ({ security }: Deployment): Promise<readonly LeftResource[]> =>
  leftResources(openTable('trailwarden', security)).catch((error: unknown) => {
    if (hasCode(error, 'ResourceNotFoundException')) return [];
    throw error;
  });

export const releaseName = ({ version, digest }: Deployment['release']): string =>
  `${version}-${digest}`;
