import { recordSpelling } from '../../cloudtrail/record';
import { texts } from '../../core/input';
import { actionsOn } from '../../core/make-action';
import { partitionOf } from '../../core/partition';
import { type Call, type Output, type RecordPart, Refusal, type World } from '../../core/service';
import { checkAdministrator, targetAccounts } from '../deploy-instances';
import { cloudFormationOf, type StackSet } from '../stack';
import { isValues, validationError } from '../template';

export const onStackSet = actionsOn({ resource: stackSetArn }, stackSetOfCall);

export const changeStackSet = actionsOn(
  { resource: stackSetArn, record: stackSetRecord },
  stackSetOfCall,
);

export function stackSetRecord({ input }: Call, output: Output | undefined): RecordPart {
  const { RetainStacks } = input;
  const typed = {
    ...input,
    ...(RetainStacks !== undefined && { RetainStacks: RetainStacks === 'true' }),
  };
  const answered = output !== undefined && Object.keys(output).length > 0;
  return {
    requestParameters: recordSpelling(typed),
    responseElements: answered ? recordSpelling(output) : null,
  };
}

/** By name or id, in the caller's Region; only for who administers StackSets [D stacksets-orgs-delegated-admin]. */
export function stackSetOfCall(call: Call, world: World): StackSet {
  checkAdministrator(world, call.accountId, call.input.CallAs === 'DELEGATED_ADMIN');
  const found = known(call, world);
  if (found) return found;
  const message = `StackSet ${String(call.input.StackSetName)} not found`;
  throw new Refusal('StackSetNotFoundException', message, 404);
}

/** What policies are asked about, in the account the StackSet was made from. */
export function stackSetArn(call: Call, world: World): string {
  const found = known(call, world);
  const owner = found?.owner.accountId ?? call.accountId;
  const name = found ? `${found.name}:${found.id}` : String(call.input.StackSetName);
  return `arn:${partitionOf(call.region)}:cloudformation:${call.region}:${owner}:stackset/${name}`;
}

export function known({ input, region }: Call, world: World): StackSet | undefined {
  return cloudFormationOf(world).stackSets.find(
    ({ name, id, owner }) =>
      owner.region === region && [name, `${name}:${id}`].includes(String(input.StackSetName)),
  );
}

/** Accounts beneath the given units, with `Accounts` only or not those of them, and the given Regions. */
export function chosenInstances({ input }: Call, world: World) {
  const targets = isValues(input.DeploymentTargets) ? input.DeploymentTargets : {};
  const units = texts(targets, 'OrganizationalUnitIds');
  if (units.length === 0) {
    throw validationError('OrganizationalUnitIds are required for a SERVICE_MANAGED stack set');
  }
  const named = texts(targets, 'Accounts');
  const beneath = targetAccounts(world, units);
  const filter = targets.AccountFilterType ?? 'NONE';
  const accountIds =
    filter === 'NONE'
      ? beneath
      : beneath.filter((id) => named.includes(id) === (filter === 'INTERSECTION'));
  return { accountIds, regions: texts(input, 'Regions') };
}
