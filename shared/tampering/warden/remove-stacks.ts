import { field } from '../../record/json';
import { harm, none } from '../../record/row';
import { asks, each, named, openRowsOf, rowsOf, says } from '../records/rows-of';
import { DEPLOY, DEPLOY_AGAIN } from '../reported/deploy-again';
import type { Facts } from '../reported/facts';
import { telling } from '../reported/report-drill';
import type { Lines, ToldRow } from '../reported/reported-row';

/** With the stacks go the rules and roles in every account: nothing is reported from there any more. */
export const removeStacks: ToldRow = {
  row: 'GRD-05',
  title: "Take Trailwarden's stacks away",
  severity: 'critical',
  mitre: ['T1685', 'T1562.001'],
  notUndone: 'Stacks are deployed by a pipeline, from a reviewed commit.',
  planned: 'Only the pipeline touches them: does the time fit a run?',
  toDo: (facts) => [
    {
      'Preserve, in {accountId}': isStack(facts)
        ? 'aws cloudformation describe-stack-events --stack-name {target} --region {region} > events.json'
        : 'aws cloudformation list-stack-sets --call-as DELEGATED_ADMIN --region {region} > stack-sets.json',
    },
    undo(facts),
    'A sweep (trailwarden sweep) names the accounts in which the guard role is missing: their events are lost until it is back.',
  ],
  drill: telling('security', 'cloudformation:DeleteStackInstances', () => ({
    stackSetName: 'trailwarden-member',
    deploymentTargets: { organizationalUnitIds: ['r-exam'] },
    retainStacks: false,
  })),
};

const isStack = ({ eventName }: Facts): boolean =>
  eventName === 'DeleteStack' || eventName === 'UpdateTerminationProtection';

function undo(facts: Facts): Lines {
  const { eventName, target } = facts;
  switch (eventName) {
    case 'DeactivateOrganizationsAccess':
      return {
        'Undo, in the management account':
          'aws cloudformation activate-organizations-access --region {region}',
      };
    case 'UpdateTerminationProtection':
      return {
        Undo: `aws cloudformation update-termination-protection --stack-name ${target} --enable-termination-protection --region {region}`,
      };
    case 'DeleteStackInstances':
      return {
        Undo: `aws cloudformation create-stack-instances --stack-set-name ${target} --call-as DELEGATED_ADMIN --deployment-targets OrganizationalUnitIds=<root-id> --regions <governed-regions> --region {region}`,
        'Or deploy it again, from the reviewed commit': DEPLOY,
      };
    default:
      return DEPLOY_AGAIN;
  }
}

const source = 'cloudformation.amazonaws.com';

/** A StackSet's id is its name, a colon and a GUID. */
const onStackSet = rowsOf({
  source,
  subject: 'stackSets',
  targets: (record) =>
    named(
      'stackSetName',
      'stackSetId',
    )(record).map((name) => (name.startsWith('arn:') ? name : name.replace(/:.*$/, ''))),
});
const onStack = rowsOf({ source, subject: 'stacks', targets: named('stackName', 'stackId') });
const inOrganization = openRowsOf({ source, targets: () => ['the organization'] });

export const removeStacksRecords = [
  onStackSet(removeStacks, {
    ...each(
      ['DeleteStackInstances', 'DeleteStackSet', 'StopStackSetOperation'],
      says((target) => `StackSet ${target} no longer covers its accounts.`),
    ),
    UpdateStackSet: asks((target) => `StackSet ${target} was updated.`),
  }),
  onStack(removeStacks, {
    DeleteStack: says((target) => `Stack ${target} was deleted.`),
    UpdateTerminationProtection: ({ request }, _known, target) =>
      field(request, 'enableTerminationProtection') === true
        ? none
        : harm(`Stack ${target} may be deleted.`),
  }),
  inOrganization(removeStacks, {
    DeactivateOrganizationsAccess: says(
      () => 'StackSets no longer reach the accounts of the organization.',
    ),
  }),
];
