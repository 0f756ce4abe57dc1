import type { Facts } from '../facts';
import { goesOn, inPlace, planned } from '../lines';
import { told } from '../report-drill';
import type { ReportedRow } from '../reported-row';

/** With the stacks go the rules and roles in every account: nothing is reported from there any more. */
export const removeStacks: ReportedRow = {
  row: 'GRD-05',
  title: "Take Trailwarden's stacks away",
  severity: 'critical',
  mitre: ['T1685', 'T1562.001'],
  notUndone: 'Stacks are deployed by a pipeline, from a commit that somebody has read.',
  guidance: (facts) => [
    planned(facts, 'Only the pipeline touches them: does the time fit a run?'),
    `Preserve: ${inPlace(`aws cloudformation list-stack-set-operations --stack-set-name ${facts.target} --call-as DELEGATED_ADMIN`, facts)} > operations.json`,
    `Undo: ${undo(facts)}`,
    'Which accounts are bare: trailwarden sweep names those in which the guard role is missing; their events are lost until it is back.',
    goesOn(facts),
  ],
  drill: ({ securityAccountId, homeRegion }) =>
    told({
      accountId: securityAccountId,
      region: homeRegion,
      eventSource: 'cloudformation.amazonaws.com',
      eventName: 'DeleteStackInstances',
      requestParameters: {
        stackSetName: 'trailwarden-member',
        deploymentTargets: { organizationalUnitIds: ['r-exam'] },
        retainStacks: false,
      },
    }),
};

function undo(facts: Facts): string {
  const { eventName, target } = facts;
  switch (eventName) {
    case 'DeactivateOrganizationsAccess':
      return 'in management, aws cloudformation activate-organizations-access';
    case 'UpdateTerminationProtection':
      return inPlace(
        `aws cloudformation update-termination-protection --stack-name ${target} --enable-termination-protection`,
        facts,
      );
    case 'DeleteStackInstances':
      return `${inPlace(`aws cloudformation create-stack-instances --stack-set-name ${target} --call-as DELEGATED_ADMIN --deployment-targets OrganizationalUnitIds=<root-id> --regions <governed-regions>`, facts)}, or deploy again`;
    default:
      return `deploy it again from the reviewed commit: npx serverless deploy ${inPlace('', facts).trim()}`;
  }
}
