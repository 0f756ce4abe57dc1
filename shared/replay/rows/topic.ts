import { field, text } from '../json';
import type { LogRecord } from '../log-record';
import { lets, readPolicy } from '../policy';
import { type Effect, harm, none, type Row, unclear } from '../row';
import { named, rowsOf, says } from './dual-use';

/** A subscription's ARN is its topic's and one part more. */
const topicOf = (record: LogRecord): readonly string[] => [
  ...named('topicArn')(record),
  ...named('subscriptionArn')({ ...record, response: {} }),
];

const topic = rowsOf({ source: 'sns.amazonaws.com', subject: 'topics', targets: topicOf });
const head = { id: 'SNS-01', title: 'Silence the topic' };

function attribute({ request }: LogRecord, _: unknown, target: string): Effect {
  const name = text(field(request, 'attributeName'));
  if (name === undefined || name === 'KmsMasterKeyId')
    return unclear(`An attribute of topic ${target} was set.`);
  if (name !== 'Policy') return none;
  const statements = readPolicy(field(request, 'attributeValue'));
  if (!statements)
    return unclear(`The policy of topic ${target} was replaced; the record does not hold it.`);
  return lets(statements, ['sns:Publish'])
    ? none
    : harm(`The policy of topic ${target} no longer lets CloudTrail publish.`);
}

export const topicRows: readonly Row[] = [
  topic(
    head,
    ['DeleteTopic'],
    says((target) => `Topic ${target} was deleted.`),
  ),
  topic(head, ['SetTopicAttributes'], attribute),
  topic(
    head,
    ['RemovePermission', 'Unsubscribe'],
    says((target) => `Topic ${target} lost a permission or a subscriber.`),
  ),
];
