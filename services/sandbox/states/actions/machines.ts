import { optionalText, putTags } from '../../core/input';
import { actionsOn } from '../../core/make-action';
import { ownOf } from '../../core/own-of';
import { type Action, type Call, NotEmulated, type Output, type World } from '../../core/service';
import { checkPassRole, requirePermission } from '../../iam/require-permission';
import { arnOf, checkName, machineOfCall, machineParts, pageOf, requiredText } from '../input';
import { isTree } from '../language/path';
import {
  checkedDefinition,
  createMachine,
  deleteMachine,
  machineArn,
  updateMachine,
} from '../machines';
import { statesRecord } from '../records';
import { refuse } from '../refusals';
import { type StateMachine, statesOf } from '../state';

const onMachine = actionsOn(machineParts, machineOfCall);

const arnOfName = (call: Call): string => machineArn({ ...call, name: requiredText(call, 'name') });

/** Whether the role exists and lets Step Functions in is not asked, as recorded. [R] */
export const createStateMachine: Action = {
  resource: arnOfName,
  handle: (call, world) => {
    refuseUnknown(call);
    const name = checkName(requiredText(call, 'name'));
    const text = requiredText(call, 'definition');
    const definition = checkedDefinition(world, text);
    const roleArn = passedRole(call, world, requiredText(call, 'roleArn'));
    const tags = tagsOf(call);
    if (tags.size > 0) {
      const permission = 'states:TagResource';
      requirePermission(world, call, { permission, resource: arnOfName(call) });
    }
    const { loggingConfiguration: logging, tracingConfiguration: tracing } = call.input;
    const settings = { text, definition, roleArn, logging, tracing };
    const { arn, createdAt } = createMachine(world, { ...call, name, settings, tags });
    return { stateMachineArn: arn, creationDate: createdAt };
  },
  record: statesRecord,
};

function refuseUnknown({ input, action }: Call): void {
  const { type = 'STANDARD', publish = false, encryptionConfiguration } = input;
  const encryption = isTree(encryptionConfiguration) ? encryptionConfiguration.type : undefined;
  const unknown = [
    type !== 'STANDARD' && `type ${type}`,
    publish !== false && 'publish',
    encryption !== undefined && encryption !== 'AWS_OWNED_KEY' && 'a key of its own',
  ].find((each) => each !== false);
  if (unknown === undefined) return;
  throw new NotEmulated(
    `sandbox: states:${action} with ${unknown} is not emulated; add it in services/sandbox/states/actions/machines.ts`,
  );
}

function passedRole(call: Call, world: World, roleArn: string): string {
  if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(roleArn)) throw refuse.arn(roleArn);
  checkPassRole(world, call, { roleArn, toService: 'states.amazonaws.com' });
  return roleArn;
}

/** What is left out stays as it is. */
export const updateStateMachine = onMachine({ record: statesRecord }, (machine, call, world) => {
  refuseUnknown(call);
  if (machine.isDeleting) throw refuse.machineDeleting(machine.arn);
  const text = optionalText(call.input, 'definition');
  const roleArn = optionalText(call.input, 'roleArn');
  const { loggingConfiguration: logging, tracingConfiguration: tracing } = call.input;
  if ([text, roleArn, logging, tracing].every((each) => each === undefined)) {
    throw refuse.validation(
      'Either the definition, the role ARN, the LoggingConfiguration, the EncryptionConfiguration or the TracingConfiguration must be specified',
    );
  }
  updateMachine(machine, {
    ...(text !== undefined && { text, definition: checkedDefinition(world, text) }),
    ...(roleArn !== undefined && { roleArn: passedRole(call, world, roleArn) }),
    ...(logging !== undefined && { logging }),
    ...(tracing !== undefined && { tracing }),
  });
  return { updateDate: world.now(), revisionId: machine.revisionId };
});

export const deleteStateMachine: Action = {
  ...machineParts,
  handle: (call, world) => {
    deleteMachine(world, arnOf(call, 'stateMachineArn'));
  },
  record: statesRecord,
};

export const describeStateMachine = onMachine((machine) => {
  const { text, roleArn, logging, tracing } = machine.settings;
  return {
    ...summaryOf(machine),
    status: machine.isDeleting ? 'DELETING' : 'ACTIVE',
    definition: text,
    roleArn,
    loggingConfiguration: logging ?? { level: 'OFF', includeExecutionData: false },
    tracingConfiguration: tracing ?? { enabled: false },
    encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
    revisionId: machine.revisionId,
  };
});

export const listStateMachines: Action = {
  handle: (call, world) => {
    const { items, nextToken } = pageOf(call, ownOf(call, statesOf(world).machines));
    return { stateMachines: items.map(summaryOf), nextToken };
  },
};

const summaryOf = ({ arn, name, createdAt }: StateMachine): Output => ({
  stateMachineArn: arn,
  name,
  type: 'STANDARD',
  creationDate: createdAt,
});

const onTagged = actionsOn(
  {
    resource: (call) => arnOf(call, 'resourceArn'),
    resourcePolicy: (call) => ({ ownerAccountId: arnOf(call, 'resourceArn').split(':')[4] ?? '' }),
  },
  (call, world) => {
    const arn = arnOf(call, 'resourceArn');
    const machine = statesOf(world).machines.get(arn);
    if (machine === undefined) throw refuse.noResource(arn);
    return machine.tags;
  },
);

export const tagResource = onTagged((tags, call) => {
  putTags(tags, tagsOf(call), refuse.tooManyTags);
});

export const untagResource = onTagged((tags, { input }) => {
  for (const key of Array.isArray(input.tagKeys) ? input.tagKeys : []) tags.delete(String(key));
});

export const listTagsForResource = onTagged((tags) => ({
  tags: [...tags].map(([key, value]) => ({ key, value })),
}));

function tagsOf({ input }: Call): ReadonlyMap<string, string> {
  const tags = Array.isArray(input.tags) ? input.tags.filter(isTree) : [];
  return new Map(tags.map(({ key, value }) => [String(key), String(value)]));
}
