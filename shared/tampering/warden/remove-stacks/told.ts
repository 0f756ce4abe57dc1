import { DEPLOY_WHY, deployAgain } from '../../reported/deploy-again';
import type { Facts } from '../../reported/facts';
import { goesOn, inPlace, planned, step } from '../../reported/lines';
import { telling } from '../../reported/report-drill';
import type { ReportedRow } from '../../reported/reported-row';

/** With the stacks go the rules and roles in every account: nothing is reported from there any more. */
export const removeStacks: ReportedRow = {
  row: 'GRD-05',
  title: "Take Trailwarden's stacks away",
  severity: 'critical',
  mitre: ['T1685', 'T1562.001'],
  notUndone: 'Stacks are deployed by a pipeline, from a reviewed commit.',
  guidance: (facts) => [
    planned(facts, 'Only the pipeline touches them: does the time fit a run?'),
    step(
      `Preserve, in ${facts.accountId}`,
      isStack(facts)
        ? `${inPlace(`aws cloudformation describe-stack-events --stack-name ${facts.target}`, facts)} > events.json`
        : `${inPlace('aws cloudformation list-stack-sets --call-as DELEGATED_ADMIN', facts)} > stack-sets.json`,
    ),
    ...undo(facts),
    'A sweep (trailwarden sweep) names the accounts in which the guard role is missing: their events are lost until it is back.',
    ...goesOn(facts),
  ],
  drill: telling('security', 'cloudformation:DeleteStackInstances', () => ({
    stackSetName: 'trailwarden-member',
    deploymentTargets: { organizationalUnitIds: ['r-exam'] },
    retainStacks: false,
  })),
};

const isStack = ({ eventName }: Facts): boolean =>
  eventName === 'DeleteStack' || eventName === 'UpdateTerminationProtection';

function undo(facts: Facts): readonly string[] {
  const { eventName, target } = facts;
  switch (eventName) {
    case 'DeactivateOrganizationsAccess':
      return [
        step(
          'Undo, in the management account',
          inPlace('aws cloudformation activate-organizations-access', facts),
        ),
      ];
    case 'UpdateTerminationProtection':
      return [
        step(
          'Undo',
          inPlace(
            `aws cloudformation update-termination-protection --stack-name ${target} --enable-termination-protection`,
            facts,
          ),
        ),
      ];
    case 'DeleteStackInstances':
      return [
        step(
          'Undo',
          inPlace(
            `aws cloudformation create-stack-instances --stack-set-name ${target} --call-as DELEGATED_ADMIN --deployment-targets OrganizationalUnitIds=<root-id> --regions <governed-regions>`,
            facts,
          ),
        ),
        step('Or deploy it again, from the reviewed commit', deployAgain(facts)),
      ];
    default:
      return [step(DEPLOY_WHY, deployAgain(facts))];
  }
}
