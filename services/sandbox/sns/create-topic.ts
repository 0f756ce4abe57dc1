import { partitionOf } from '../core/partition';
import type { NamedPlace } from '../core/place';
import { NotEmulated, type World } from '../core/service';
import { refuse } from './refusals';
import type { Topic } from './state';
import { checkAttribute } from './topic-attributes';
import { defaultPolicy } from './topic-policy';

interface NewTopic extends NamedPlace {
  readonly attributes?: ReadonlyMap<string, string>;
  readonly tags?: ReadonlyMap<string, string>;
}

/** The topic of that name if there is one; refuses to see it otherwise than it is. [D] API_CreateTopic */
export function createTopic(world: World, wanted: NewTopic): Topic {
  const { accountId, region, name, attributes = new Map(), tags = new Map() } = wanted;
  checkName(name);
  for (const [attribute, value] of attributes) checkAttribute(attribute, value);
  const arn = topicArn(wanted);
  const known = world.sns.topics.get(arn);
  if (known !== undefined) return sameTopic(known, { attributes, tags });
  const topic: Topic = {
    arn,
    name,
    accountId,
    region,
    attributes: new Map([['Policy', JSON.stringify(defaultPolicy(arn, accountId))], ...attributes]),
    tags: new Map(tags),
    messages: [],
  };
  world.sns.topics.set(arn, topic);
  return topic;
}

export function topicArn({ accountId, region, name }: NamedPlace): string {
  return `arn:${partitionOf(region)}:sns:${region}:${accountId}:${name}`;
}

/** Its subscriptions go with it. One that is not there is deleted already. */
export function deleteTopic(world: World, arn: string): void {
  const { topics, subscriptions, deleted } = world.sns;
  if (topics.delete(arn)) deleted.add(arn);
  for (const subscription of subscriptions.values()) {
    if (subscription.topicArn === arn) subscriptions.delete(subscription.arn);
  }
}

function checkName(name: string): void {
  if (name.endsWith('.fifo')) {
    throw new NotEmulated(
      'sandbox: FIFO topics are not emulated; add them to services/sandbox/sns/create-topic.ts',
    );
  }
  if (!/^[\w-]{1,256}$/.test(name)) throw refuse.invalidParameter('Topic Name');
}

type Looks = Required<Pick<NewTopic, 'attributes' | 'tags'>>;

function sameTopic(known: Topic, { attributes, tags }: Looks): Topic {
  if ([...attributes].some(([name, value]) => known.attributes.get(name) !== value)) {
    throw refuse.invalidParameter(
      'Attributes Reason: Topic already exists with different attributes',
    );
  }
  if ([...tags].some(([key, value]) => known.tags.get(key) !== value)) {
    throw refuse.invalidParameter('Tags Reason: Topic already exists with different tags');
  }
  return known;
}
