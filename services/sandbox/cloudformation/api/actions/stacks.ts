import { isDeepStrictEqual } from 'node:util';
import { texts } from '../../../core/input';
import { actionsWith } from '../../../core/make-action';
import { type Action, type Output, Refusal } from '../../../core/service';
import { identify } from '../../deploy-template';
import { readTemplate } from '../../refused-template';
import { findStack, type Stack } from '../../stack';
import { validationError } from '../../template';
import * as life from '../lives';
import { named, required, stackArnOfCall, stackRecord, tagsOf, wantedOf } from '../stack-of-call';
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
  const isAtWork = known && /(?<!^REVIEW)_IN_PROGRESS$/.test(known.status);
  if (known && !isAtWork) life.remove(world, known);
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

/** DescribeStacks shows what was left out as well. */
const withDefaults = ({ template, parameters }: Stack): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(
    Object.entries(template.Parameters ?? {}).map(([name, { Default = '' }]) => [
      name,
      String(Default),
    ]),
  ),
  ...parameters,
});

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
    Parameters: Object.entries(stack ? withDefaults(stack) : {}).map(
      ([ParameterKey, ParameterValue]) => ({
        ParameterKey,
        ParameterValue,
      }),
    ),
    Outputs: Object.entries(stack?.outputs ?? {}).map(([OutputKey, OutputValue]) => ({
      OutputKey,
      OutputValue,
    })),
  };
}
