import { recordSpelling } from '../../cloudtrail/record';
import { inputs, optionalText, texts } from '../../core/input';
import { partitionOf } from '../../core/partition';
import { type Call, type Output, type RecordPart, Refusal, type World } from '../../core/service';
import { readTemplate, resolveParameters } from '../refused-template';
import { cloudFormationOf, type Stack } from '../stack';
import { type Template, validationError } from '../template';
import * as life from './lives';
import { templateOfCall } from './template-of-call';

/** By name: what is there; by id: also what was deleted. */
export function named({ input, ...call }: Call, world: World): life.Life | undefined {
  const said = String(input.StackName);
  return life
    .livesIn(world, { input, ...call })
    .findLast(
      ({ stackId, stackName, status }) =>
        stackId === said || (stackName === said && status !== 'DELETE_COMPLETE'),
    );
}

export function required(call: Call, world: World): life.Life {
  const found = named(call, world);
  if (found) return found;
  throw validationError(`Stack with id ${String(call.input.StackName)} does not exist`);
}

/** Checked before anything happens, with CloudFormation's sentences. */
export function wantedOf(call: Call, world: World, before?: Stack) {
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

export const tagsOf = ({ input }: Call): readonly life.Tag[] =>
  inputs(input, 'Tags').map(({ Key, Value }) => ({ Key: String(Key), Value: String(Value) }));

/** What policies are asked about. */
export function stackArnOfCall(call: Call, world: World): string {
  const { accountId, region } = call;
  const name = optionalText(call.input, 'StackName') ?? '*';
  if (name.startsWith('arn:')) return name;
  const known = cloudFormationOf(world).stacks.size > 0 ? named(call, world) : undefined;
  return (
    known?.stackId ??
    `arn:${partitionOf(region)}:cloudformation:${region}:${accountId}:stack/${name}/*`
  );
}

export function stackRecord({ input }: Call, output: Output | undefined): RecordPart {
  const { TemplateBody: _, ...rest } = input;
  return {
    requestParameters: recordSpelling(rest),
    responseElements: output && Object.keys(output).length > 0 ? recordSpelling(output) : null,
  };
}
