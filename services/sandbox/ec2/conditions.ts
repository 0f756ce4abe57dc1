import { inputs } from '../core/input';
import type { Call, World } from '../core/service';
import type { ConditionContext } from '../iam/condition-keys';
import { arnOf, type Ec2Resource, ec2Of, type Instance } from './state';

/** The tags that a call gives to what it makes or changes, by the kind of what gets them; '' is any. */
export function requestTags({ input }: Call): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const given = inputs(input, 'TagSpecifications').map(
    (one) => [String(one.ResourceType), pairs(inputs(one, 'Tags'))] as const,
  );
  const tags = inputs(input, 'Tags');
  return new Map([...given, ...(tags.length > 0 ? [['', pairs(tags)] as const] : [])]);
}

const pairs = (tags: readonly Readonly<Record<string, unknown>>[]): ReadonlyMap<string, string> =>
  new Map(tags.map(({ Key, Value }) => [String(Key), String(Value ?? '')]));

/** Tags for one kind of resource that a call makes, e.g. `instance`. */
export const tagsFor = (call: Call, kind: string): ReadonlyMap<string, string> =>
  requestTags(call).get(kind) ?? new Map();

/** Keys about the call: the tags it gives, the attribute it changes. */
export function requestKeys(call: Call): ConditionContext {
  const tags = [...requestTags(call).values()].flatMap((one) => [...one]);
  return {
    'aws:RequestTag/': undefined,
    'aws:TagKeys': tags.length === 0 ? undefined : tags.map(([key]) => key),
    'ec2:Attribute': attributeOf(call),
    'ec2:CreateAction': undefined,
    'ec2:Region': call.region,
    ...Object.fromEntries(tags.map(([key, value]) => [`aws:RequestTag/${key}`, value])),
  };
}

function attributeOf({ input }: Call): string | undefined {
  if (input.Attribute !== undefined) return String(input.Attribute);
  return Object.keys(input).find((name) =>
    /^(Disable|InstanceInitiated|Groups|SourceDest|UserData|EbsOpt)/.test(name),
  );
}

/** Keys about one of the resources. [D] service authorization reference of EC2 */
export function resourceKeys(arn: string, _call: Call, world: World): ConditionContext {
  const found = resourceByArn(world, arn);
  const tags = [...(found?.tags ?? [])];
  return {
    'aws:ResourceTag/': undefined,
    'ec2:ResourceTag/': undefined,
    ...Object.fromEntries(tags.map(([key, value]) => [`aws:ResourceTag/${key}`, value])),
    ...Object.fromEntries(tags.map(([key, value]) => [`ec2:ResourceTag/${key}`, value])),
    'ec2:Owner': found?.accountId,
    'ec2:InstanceType': found && 'instanceType' in found ? found.instanceType : undefined,
    'ec2:Vpc': vpcArn(world, found),
    'ec2:Encrypted': found && 'encrypted' in found ? String(found.encrypted) : undefined,
  };
}

type Found = Ec2Resource & Partial<Instance> & { readonly vpcId?: string };

function vpcArn(world: World, found: Found | undefined): string | undefined {
  if (found === undefined) return undefined;
  const first = ec2Of(world).interfaces.get(found.interfaceIds?.[0] ?? '');
  const vpcId = found.vpcId ?? first?.vpcId;
  return vpcId && arnOf(found, 'vpc', vpcId);
}

/** Undefined for what is not there, and for what has no tags. */
export function resourceByArn(world: World, arn: string): Found | undefined {
  return resourceById(world, arn.split('/').at(-1) ?? '');
}

export function resourceById(world: World, id: string): Found | undefined {
  const { serialConsole: _open, deregistered: _gone, profiles: _bound, ...kinds } = ec2Of(world);
  const maps: readonly ReadonlyMap<string, Ec2Resource>[] = Object.values(kinds);
  return maps.flatMap((all) => all.get(id) ?? [])[0];
}
