import { inputs, putTags, texts } from '../../core/input';
import { type Call, Refusal, type World } from '../../core/service';
import { ec2Action } from '../action';
import { requestTags, resourceById } from '../conditions';
import { type Filterable, filtered, pageOf } from '../describe';
import { refuse } from '../refusals';
import { type ArnKind, arnOf, type Ec2Resource, ec2Of } from '../state';

/** What an id is of, by its prefix. */
const kinds: Readonly<Record<string, ArnKind>> = {
  acl: 'network-acl',
  ami: 'image',
  eipalloc: 'elastic-ip',
  eni: 'network-interface',
  fl: 'vpc-flow-log',
  i: 'instance',
  rtb: 'route-table',
  sg: 'security-group',
  snap: 'snapshot',
  subnet: 'subnet',
  vol: 'volume',
  vpc: 'vpc',
  vpce: 'vpc-endpoint',
};

const kindOf = (id: string): ArnKind | undefined => kinds[id.slice(0, id.lastIndexOf('-'))];

const resource = (call: Call): readonly string[] =>
  texts(call.input, 'Resources').map((id) => arnOf(call, kindOf(id) ?? 'instance', id));

function tagged(call: Call, world: World): readonly Ec2Resource[] {
  const ids = texts(call.input, 'Resources');
  if (ids.length === 0) throw refuse.missingParameter('resourceIdSet');
  return ids.map((id) => {
    const found = resourceById(world, id);
    if (found && found.accountId === call.accountId && found.region === call.region) return found;
    throw new Refusal('InvalidID', `The ID '${id}' is not valid`);
  });
}

export const createTags = ec2Action({
  resource,
  handle: (call, world) => {
    const tags = requestTags(call).get('') ?? new Map<string, string>();
    if (tags.size === 0) throw refuse.missingParameter('tagSet');
    if ([...tags.keys()].some((key) => key.startsWith('aws:'))) {
      throw refuse.invalidValue("Tag keys starting with 'aws:' are reserved for internal use");
    }
    const tooMany = () =>
      new Refusal(
        'TagLimitExceeded',
        'The maximum number of Tags for a resource has been reached.',
      );
    for (const one of tagged(call, world)) putTags(one.tags, tags, tooMany);
    return undefined;
  },
});

/** A tag with a value goes only where it has that value; no tags at all are all tags. [D] API_DeleteTags */
export const deleteTags = ec2Action({
  resource,
  handle: (call, world) => {
    const wanted = inputs(call.input, 'Tags');
    for (const { tags } of tagged(call, world)) {
      if (wanted.length === 0) tags.clear();
      for (const { Key, Value } of wanted) {
        if (Value === undefined || tags.get(String(Key)) === Value) tags.delete(String(Key));
      }
    }
    return undefined;
  },
});

interface Tag {
  readonly tags: Map<string, string>;
  readonly id: string;
  readonly type: string | undefined;
  readonly key: string;
  readonly value: string;
}

const tagFilters: Filterable<Tag> = {
  'resource-id': ({ id }) => [id],
  'resource-type': ({ type }) => [type],
  key: ({ key }) => [key],
  value: ({ value }) => [value],
};

export const describeTags = ec2Action({
  sets: ['filterSet'],
  handle: (call, world) => {
    const { serialConsole: _open, deregistered: _gone, profiles: _bound, ...all } = ec2Of(world);
    const maps: readonly ReadonlyMap<string, Ec2Resource>[] = Object.values(all);
    const own = maps
      .flatMap((one) => [...one.values()])
      .filter(({ accountId, region }) => accountId === call.accountId && region === call.region)
      .flatMap(({ id, tags }) =>
        [...tags].map(([key, value]): Tag => ({ tags, id, type: kindOf(id), key, value })),
      );
    const { items, NextToken } = pageOf(call, filtered(world, call, own, tagFilters));
    return {
      Tags: items.map(({ key, id, type, value }) => ({
        Key: key,
        ResourceId: id,
        ResourceType: type,
        Value: value,
      })),
      NextToken,
    };
  },
});
