import { field } from '../../../record/json';
import { harm, none } from '../../../record/row';
import { asks, each, named, openRowsOf, rowsOf, says } from '../../records/rows-of';
import { removeStacks } from './told';

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
