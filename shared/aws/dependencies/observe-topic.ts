import { GetTopicAttributesCommand, ListTagsForResourceCommand } from '@aws-sdk/client-sns';
import type { Observation } from '../../domain/observation';
import { requestedParts } from '../../domain/requested-parts';
import type { Parts, Subject } from '../../domain/subject';
import type { TopicPart, TopicState } from '../../domain/topic';
import { asked, hasCode } from '../classify';
import { observed } from './observed';
import { readSubscriptions } from './read-subscriptions';
import type { ServiceClients } from './service-clients';

/** Reads one topic. Never throws. `absent` only when AWS says that the topic does not exist. */
export const observeTopic = (
  subject: Subject<'topic'>,
  parts: Parts,
  { sns }: Pick<ServiceClients, 'sns'>,
  now: () => Date,
): Promise<Observation<'topic'>> =>
  observed(
    subject,
    { itself: readTopic(subject, sns), parts: readParts(subject, parts, sns) },
    now,
  );

async function readTopic(
  { id }: Subject<'topic'>,
  sns: ServiceClients['sns'],
): Promise<TopicState | undefined> {
  try {
    const answer = sns.send(new GetTopicAttributesCommand({ TopicArn: id }));
    const { Attributes = {} } = await asked('sns:GetTopicAttributes', answer);
    return {
      name: id.split(':')[5] ?? id,
      policy: Attributes.Policy ?? '',
      attributes: settableOf(Attributes),
    };
  } catch (error) {
    if (hasCode(error, 'NotFoundException') || hasCode(error, 'NotFound')) return undefined;
    throw error;
  }
}

/** Without the attributes that AWS adds, and without empty ones, which were never set. [D] API_GetTopicAttributes */
const settableOf = (attributes: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(attributes).filter(([name, value]) => value !== '' && !NOT_SET.test(name)),
  );

const NOT_SET =
  /^(TopicArn|Owner|Policy|EffectiveDeliveryPolicy|BeginningArchiveTime|Subscriptions\w+)$/;

const readParts = (
  subject: Subject<'topic'>,
  parts: Parts,
  sns: ServiceClients['sns'],
): Promise<Pick<TopicState, TopicPart>> =>
  requestedParts(parts, {
    subscriptions: () => readSubscriptions(subject, sns),
    tags: () => readTags(subject.id, sns),
  });

async function readTags(id: string, sns: ServiceClients['sns']): Promise<Record<string, string>> {
  const answer = sns.send(new ListTagsForResourceCommand({ ResourceArn: id }));
  const { Tags = [] } = await asked('sns:ListTagsForResource', answer);
  return Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}
