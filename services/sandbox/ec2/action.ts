import { partitionOf } from '../core/partition';
import { type Action, type Call, isRead, type Output, Refusal, type World } from '../core/service';
import { listOf } from '../iam/policy-document';
import { requirePermission } from '../iam/require-permission';
import { requestKeys, requestTags, resourceKeys } from './conditions';
import { recordedAnswer, recordedParameters } from './record';
import type { ArnKind } from './state';

interface Parts extends Omit<Action, 'record' | 'rest' | 'handle'> {
  readonly handle: (call: Call, world: World) => Output | undefined;
  /** ARNs of what it made, for the record; what the call names is there anyway. */
  readonly made?: (call: Call, output: Output) => readonly string[];
  /** Where the record shows the parameters in a form of their own. */
  readonly parameters?: (call: Call) => Output;
  /** Of a Describe: the lists that its record has even when they were left out. [R] */
  readonly sets?: readonly string[];
  /** Where the record wraps the answer. */
  readonly answer?: (call: Call, output: Output) => unknown;
}

/** An action of EC2: with a dry run, conditions on tags, the permission to tag, and EC2's form of record. */
export function ec2Action({ made, parameters, answer, sets = [], ...action }: Parts): Action {
  return {
    conditions: requestKeys,
    conditionsOf: resourceKeys,
    ...action,
    handle: (call, world) =>
      inOwnWords(() => {
        requireTagging(world, call);
        if (call.input.DryRun === 'true') throw dryRun();
        return action.handle(call, world);
      }),
    record: (call, output, world) => {
      const empty = Object.fromEntries(sets.map((name) => [name, {}]));
      const requestParameters = { ...empty, ...(parameters ?? recordedParameters)(call) };
      if (isRead(action, call.action)) return { requestParameters };
      if (output === undefined) return { requestParameters };
      const named = listOf(action.resource?.(call, world) ?? []);
      return {
        requestParameters,
        responseElements: (answer ?? recordedAnswer)(call, output),
        ...recordedResources(call, made ? made(call, output) : named),
      };
    },
  };
}

/** The code at the end is for DecodeAuthorizationMessage; here it says nothing. [R] */
export const deniedSentence = (sentence: string): string => {
  const encoded = `${sentence}. Encoded authorization failure message: ${'A'.repeat(64)}`;
  const isOfResource = !sentence.includes(' on resource: * ');
  return `You are not authorized to perform this operation. ${isOfResource ? encoded : sentence.replace(' on resource: * ', ' ')}`;
};

/** EC2 has one code and one sentence for what is denied, that of a second permission too: to tag, to pass a role. */
function inOwnWords<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Refusal) || !error.message.startsWith('User: ')) throw error;
    throw new Refusal('UnauthorizedOperation', deniedSentence(error.message), 403);
  }
}

const dryRun = (): Refusal =>
  new Refusal('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412);

/** What is made with tags takes the permission to tag, too. [D] supported-iam-actions-tagging */
function requireTagging(world: World, call: Call): void {
  for (const [kind, tags] of requestTags(call)) {
    if (kind === '' || tags.size === 0) continue;
    const owner = kind === 'snapshot' || kind === 'image' ? '' : call.accountId;
    requirePermission(world, call, {
      permission: 'ec2:CreateTags',
      resource: `arn:${partitionOf(call.region)}:ec2:${call.region}:${owner}:${kind}/*`,
      context: {
        ...requestKeys(call),
        'ec2:CreateAction': call.action,
        'aws:ResourceTag/': undefined,
        'ec2:ResourceTag/': undefined,
      },
      code: 'UnauthorizedOperation',
    });
  }
}

const types: Readonly<Partial<Record<ArnKind, string>>> = {
  'elastic-ip': 'AWS::EC2::EIP',
  instance: 'AWS::EC2::Instance',
  'network-interface': 'AWS::EC2::NetworkInterface',
  'security-group': 'AWS::EC2::SecurityGroup',
  vpc: 'AWS::EC2::VPC',
  subnet: 'AWS::EC2::Subnet',
  'network-acl': 'AWS::EC2::NetworkAcl',
  volume: 'AWS::EC2::Volume',
  snapshot: 'AWS::EC2::Snapshot',
  image: 'AWS::EC2::Ami',
  'vpc-endpoint': 'AWS::EC2::VPCEndpoint',
};

function recordedResources({ accountId }: Call, arns: readonly string[]) {
  const resources = arns
    .filter((arn) => !arn.endsWith('*'))
    .map((ARN) => ({ accountId, type: types[ARN.split(/[:/]/)[5] as ArnKind], ARN }));
  return resources.length > 0 ? { resources } : {};
}
