import { randomUUID } from 'node:crypto';
import { inputs } from '../../../core/input';
import { perWorld } from '../../../core/per-world';
import { type Action, type Call, NotEmulated, Refusal, type World } from '../../../core/service';
import { identify } from '../../deploy-template';
import { importTemplate } from '../../import-template';
import type { StackIdentity, TemplateDeployment } from '../../stack';
import { isValues } from '../../template';
import * as life from '../lives';
import { named, stackArnOfCall, stackRecord, tagsOf, wantedOf } from '../stack-of-call';

interface ChangeSet {
  readonly id: string;
  readonly identity: StackIdentity;
  readonly request: TemplateDeployment;
  readonly physicalIds: ReadonlyMap<string, string>;
  status: 'AVAILABLE' | 'EXECUTE_COMPLETE';
}

const changeSets = perWorld((): Map<string, ChangeSet> => new Map());

/** Only those that make a stack of what is there already. */
export const createChangeSet: Action = {
  resource: stackArnOfCall,
  record: stackRecord,
  handle: (call, world) => {
    const { input, accountId, region } = call;
    if (input.ChangeSetType !== 'IMPORT')
      throw new NotEmulated('sandbox: only change sets of the type IMPORT are emulated');
    const stackName = String(input.StackName);
    if (named(call, world))
      throw new Refusal('AlreadyExistsException', `Stack [${stackName}] already exists`);
    const { template, parameters } = wantedOf(call, world);
    const request = { accountId, region, stackName, template, parameters };
    const identity = identify(request);
    life.begin(world, identity, 'REVIEW_IN_PROGRESS').tags = tagsOf(call);
    const id = `${identity.stackId.replace(':stack/', ':changeSet/')}/${randomUUID()}`;
    changeSets(world).set(id, {
      ...{ id, identity, request, status: 'AVAILABLE' },
      physicalIds: new Map(
        inputs(input, 'ResourcesToImport').map(({ LogicalResourceId, ResourceIdentifier }) => [
          String(LogicalResourceId),
          String(Object.values(isValues(ResourceIdentifier) ? ResourceIdentifier : {})[0]),
        ]),
      ),
    });
    return { Id: id, StackId: identity.stackId };
  },
};

export const describeChangeSet: Action = {
  resource: stackArnOfCall,
  handle: (call, world) => {
    const { id, identity, status } = required(call, world);
    return {
      ChangeSetId: id,
      StackId: identity.stackId,
      StackName: identity.stackName,
      Status: 'CREATE_COMPLETE',
      ExecutionStatus: status,
    };
  },
};

export const executeChangeSet: Action = {
  resource: stackArnOfCall,
  record: stackRecord,
  handle: (call, world) => {
    const found = required(call, world);
    const { identity, request, physicalIds } = found;
    const one = life.lives(world).get(identity.stackId);
    if (!one) throw new Error(`sandbox: ${identity.stackId} has no life`);
    found.status = 'EXECUTE_COMPLETE';
    life.turn(world, one, 'IMPORT_IN_PROGRESS');
    one.work = importTemplate(world, identity, request, physicalIds).then(
      () => life.turn(world, one, 'IMPORT_COMPLETE'),
      (error: Error) => life.turn(world, one, 'ROLLBACK_COMPLETE', error.message),
    );
  },
};

function required({ input }: Call, world: World): ChangeSet {
  const found = changeSets(world).get(String(input.ChangeSetName));
  if (found) return found;
  throw new Refusal(
    'ChangeSetNotFound',
    `ChangeSet [${String(input.ChangeSetName)}] does not exist`,
    404,
  );
}
