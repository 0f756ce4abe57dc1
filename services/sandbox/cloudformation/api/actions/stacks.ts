import { isDeepStrictEqual } from 'node:util';
import { recordSpelling } from '../../../cloudtrail/record';
import { inputs, optionalText, texts } from '../../../core/input';
import { actionsWith } from '../../../core/make-action';
import { partitionOf } from '../../../core/partition';
import {
  type Action,
  type Call,
  type Output,
  type RecordPart,
  Refusal,
  type World,
} from '../../../core/service';
import { identify } from '../../deploy-template';
import { resolveParameters } from '../../parameters';
import { readTemplate } from '../../read-template';
import { cloudFormationOf, findStack, type Stack } from '../../stack';
import { type Template, validationError } from '../../template';
import * as life from '../lives';
import { templateOfCall } from '../template-of-call';

const changing = actionsWith({ resource: stackArnOfCall, record: stackRecord });
const reading = actionsWith({ resource: stackArnOfCall });

export const createStack = changing((call, world) => {
  const name = String(call.input.StackName);
  const before = named(call, world);
  if (before) throw new Refusal('AlreadyExistsException', `Stack [${name}] already exists`);
  const { template, parameters } = wantedOf(call, world);
  const { accountId, region } = call;
  const request = { accountId, region, stackName: name, template, parameters };
  const begun = life.begin(world, identify(request), 'CREATE_IN_PROGRESS');
  begun.tags = tagsOf(call);
  begun.capabilities = texts(call.input, 'Capabilities');
  life.create(world, begun, request);
  return { StackId: begun.stackId };
});

export const updateStack = changing((call, world) => {
  const known = required(call, world);
  const stack = findStack(world, known);
  if (!stack || !/^(CREATE|UPDATE|UPDATE_ROLLBACK|IMPORT)_COMPLETE$/.test(known.status))
    throw validationError(
      `Stack:${known.stackId} is in ${known.status} state and can not be updated.`,
    );
  const { template, parameters } = wantedOf(call, world, stack);
  const tags = call.input.Tags === undefined ? known.tags : tagsOf(call);
  const isSame =
    isDeepStrictEqual(template, stack.template) &&
    isDeepStrictEqual(parameters, stack.parameters) &&
    isDeepStrictEqual(tags, known.tags);
  if (isSame) throw validationError('No updates are to be performed.');
  known.tags = tags;
  known.capabilities = texts(call.input, 'Capabilities');
  const { accountId, region, stackName } = known;
  life.update(world, known, stack, { accountId, region, stackName, template, parameters });
  return { StackId: known.stackId };
});

/** A stack that is not there is no error. */
export const deleteStack = changing((call, world) => {
  const known = named(call, world);
  if (known && !known.status.endsWith('_IN_PROGRESS')) life.remove(world, known);
});

export const describeStacks = reading((call, world) => ({
  Stacks: (call.input.StackName === undefined
    ? life.livesIn(world, call).filter(({ status }) => status !== 'DELETE_COMPLETE')
    : [required(call, world)]
  ).map((one) => described(one, findStack(world, one))),
}));

/** Newest first, all in one page. */
export const describeStackEvents = reading((call, world) => {
  const known = required(call, world);
  const events = known.events.map((event, index) => ({
    StackId: known.stackId,
    StackName: known.stackName,
    EventId: `${event.logicalId}-${index}`,
    LogicalResourceId: event.logicalId,
    PhysicalResourceId: event.physicalId ?? '',
    ResourceType: event.type,
    ResourceStatus: event.status,
    ResourceStatusReason: event.why,
    Timestamp: event.at,
  }));
  return { StackEvents: events.reverse() };
});

export const listStackResources = reading((call, world) => ({
  StackResourceSummaries: (findStack(world, required(call, world))?.resources ?? []).map(
    ({ logicalId, physicalId, type }) => ({
      LogicalResourceId: logicalId,
      PhysicalResourceId: physicalId,
      ResourceType: type,
      ResourceStatus: 'CREATE_COMPLETE',
      LastUpdatedTimestamp: world.now(),
    }),
  ),
}));

/** As JSON, however it was written. */
export const getTemplate = reading((call, world) => {
  const stack = findStack(world, required(call, world));
  return { TemplateBody: JSON.stringify(stack?.template ?? {}), StagesAvailable: ['Original'] };
});

export const validateTemplate: Action = {
  readOnly: true,
  handle: (call, world) => {
    const { Parameters = {} } = readTemplate(templateOfCall(call, world) ?? '');
    return {
      Parameters: Object.entries(Parameters).map(([ParameterKey, { Default }]) => ({
        ParameterKey,
        ...(Default !== undefined && { DefaultValue: String(Default) }),
        NoEcho: false,
      })),
    };
  },
};

function described(one: life.Life, stack: Stack | undefined): Output {
  return {
    StackId: one.stackId,
    StackName: one.stackName,
    StackStatus: one.status,
    StackStatusReason: one.why,
    CreationTime: one.createdAt,
    LastUpdatedTime: one.updatedAt,
    DeletionTime: one.deletedAt,
    Capabilities: one.capabilities,
    Tags: one.tags,
    DisableRollback: false,
    Parameters: Object.entries(stack?.parameters ?? {}).map(([ParameterKey, ParameterValue]) => ({
      ParameterKey,
      ParameterValue,
    })),
    Outputs: Object.entries(stack?.outputs ?? {}).map(([OutputKey, OutputValue]) => ({
      OutputKey,
      OutputValue,
    })),
  };
}

/** By name: what is there; by id: also what was deleted. */
function named({ input, ...call }: Call, world: World): life.Life | undefined {
  const said = String(input.StackName);
  return life
    .livesIn(world, { input, ...call })
    .findLast(
      ({ stackId, stackName, status }) =>
        stackId === said || (stackName === said && status !== 'DELETE_COMPLETE'),
    );
}

function required(call: Call, world: World): life.Life {
  const found = named(call, world);
  if (found) return found;
  throw validationError(`Stack with id ${String(call.input.StackName)} does not exist`);
}

/** Checked before anything happens, with CloudFormation's sentences. */
function wantedOf(call: Call, world: World, before?: Stack) {
  const text = templateOfCall(call, world);
  const previous = call.input.UsePreviousTemplate === 'true' ? before?.template : undefined;
  const template = previous ?? readTemplate(text ?? '');
  const parameters = Object.fromEntries(
    inputs(call.input, 'Parameters').map(({ ParameterKey, ParameterValue, UsePreviousValue }) => {
      const name = String(ParameterKey);
      return [
        name,
        UsePreviousValue === 'true'
          ? (before?.parameters[name] ?? '')
          : String(ParameterValue ?? ''),
      ];
    }),
  );
  resolveParameters(template, parameters);
  checkCapabilities(template, texts(call.input, 'Capabilities'));
  return { template, parameters };
}

function checkCapabilities({ Resources }: Template, given: readonly string[]): void {
  const ofIam = Object.values(Resources).filter(({ Type }) => Type.startsWith('AWS::IAM::'));
  const isNamed = ofIam.some(({ Properties = {} }) =>
    ['RoleName', 'ManagedPolicyName', 'InstanceProfileName'].some((name) => name in Properties),
  );
  const needed = isNamed ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM';
  const enough = isNamed ? [needed] : [needed, 'CAPABILITY_NAMED_IAM'];
  if (ofIam.length === 0 || enough.some((one) => given.includes(one))) return;
  throw new Refusal('InsufficientCapabilitiesException', `Requires capabilities : [${needed}]`);
}

const tagsOf = ({ input }: Call): readonly life.Tag[] =>
  inputs(input, 'Tags').map(({ Key, Value }) => ({ Key: String(Key), Value: String(Value) }));

/** What policies are asked about. */
function stackArnOfCall(call: Call, world: World): string {
  const { accountId, region } = call;
  const name = optionalText(call.input, 'StackName') ?? '*';
  if (name.startsWith('arn:')) return name;
  const known = cloudFormationOf(world).stacks.size > 0 ? named(call, world) : undefined;
  return (
    known?.stackId ??
    `arn:${partitionOf(region)}:cloudformation:${region}:${accountId}:stack/${name}/*`
  );
}

function stackRecord({ input }: Call, output: Output | undefined): RecordPart {
  const { TemplateBody: _, ...rest } = input;
  return {
    requestParameters: recordSpelling(rest),
    responseElements: output && Object.keys(output).length > 0 ? recordSpelling(output) : null,
  };
}
