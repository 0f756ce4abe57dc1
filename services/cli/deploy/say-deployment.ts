import type { Deployment } from '../target/deployment';
import { type DeploymentReport, whereOf } from './deploy-all';
import { type DeploymentPlan, releaseName } from './plan-deployment';

/** What a deployment would do, a sentence each. */
export function describePlan(plan: DeploymentPlan, { release, config }: Deployment): string[] {
  const wanted = releaseName(release);
  const { central, running, changes, newSets, goneSets, left } = plan;
  const isHalf = central !== undefined && !central.status.match(/^(CREATE|UPDATE)_COMPLETE$/);
  return [
    central
      ? `The central stack in ${config.region} runs ${running ?? 'what another tool deployed'}${running === wanted ? '' : `, and gets ${wanted}`}.${isHalf ? ` It is ${central.status}.` : ''}`
      : `There is no central stack in ${config.region} yet: it is made, as ${wanted}.`,
    ...left.map(
      ({ logicalId, type, physicalId }) =>
        `Taken up from before, as ${logicalId}: ${type} ${physicalId}. Is it yours?`,
    ),
    ...changes.map(
      ({ name, before, after, drops }) =>
        `${name}: ${shown(before)} → ${shown(after)}${drops ? ` (${drops})` : ''}`,
    ),
    ...newSets.map((name) => `The StackSet ${name} is made.`),
    ...goneSets.map((name) => `The StackSet ${name} goes, with its stacks.`),
  ];
}

const shown = (value: string): string => (value === '' ? 'empty' : `"${value}"`);

/** What was done, and what is left, a line each. */
export const describeReport = (report: DeploymentReport): string[] => [
  `central stack   ${report.central === 'same' ? 'as it was' : report.central}, release ${report.release}`,
  `management      ${report.managementLeftOut ?? report.managementRegions.join(', ')}`,
  ...report.stackSets.map(
    ({ name, instances }) => `${name.padEnd(15)} ${instances} accounts × Regions`,
  ),
  ...report.failed.map((one) => `FAILED          ${one.stackSet}, ${whereOf(one)}: ${one.why}`),
  report.failed.length > 0
    ? 'Mend what failed, and repeat the command: only that is done again.'
    : 'Everything is deployed.',
];
