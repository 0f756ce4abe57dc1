import { field, text } from '../../../record/json';
import type { LogRecord } from '../../../record/log-record';
import { isByOwner, lets, opened, readPolicy } from '../../../record/policy';
import { type Effect, harm, none, type Row, unclear } from '../../../record/row';
import { named, rowsOf, says } from './dual-use';

/** A subscription's ARN is its topic's and one part more. */
const topicOf = (record: LogRecord): readonly string[] => [
  ...named('topicArn')(record),
  ...named('subscriptionArn')({ ...record, response: {} }),
];

const topic = rowsOf({ source: 'sns.amazonaws.com', subject: 'topics', targets: topicOf });
const PUBLISH = ['sns:Publish'];
const head = { id: 'SNS-01', title: 'Silence the topic' };

function attribute({ request, accountId }: LogRecord, _: unknown, target: string): Effect {
  const name = text(field(request, 'attributeName'));
  if (name === undefined || name === 'KmsMasterKeyId')
    return unclear(`An attribute of topic ${target} was set.`);
  if (name !== 'Policy') return none;
  const statements = readPolicy(field(request, 'attributeValue'));
  if (!statements)
    return unclear(`The policy of topic ${target} was replaced; the record does not hold it.`);
  if (!lets(statements, PUBLISH))
    return harm(`The policy of topic ${target} no longer lets CloudTrail publish.`);
  const open = opened(statements, accountId, `topic ${target}`);
  if (open.kind !== 'none') return open;
  const certain = statements.filter((one) => !isByOwner(one));
  // AWS documents the service principal; whether the default of a topic is enough is not said.
  return lets(certain, PUBLISH)
    ? none
    : unclear(
        `The policy of topic ${target} does not name CloudTrail; whether it may publish is not known.`,
      );
}

function subscriptionAttribute({ request }: LogRecord, _: unknown, target: string): Effect {
  const name = text(field(request, 'attributeName'));
  return name === 'FilterPolicy' || name === 'FilterPolicyScope'
    ? unclear(`What topic ${target} sends to a subscriber was filtered.`)
    : unclear(`${name ?? 'An attribute'} of a subscription of topic ${target} was set.`);
}

export const topicRows: readonly Row[] = [
  topic(
    head,
    ['DeleteTopic'],
    says((target) => `Topic ${target} was deleted.`),
  ),
  topic(head, ['SetTopicAttributes'], attribute),
  topic(head, ['AddPermission'], (_record, _known, target) =>
    unclear(`The policy of topic ${target} lets more in.`),
  ),
  topic(head, ['SetSubscriptionAttributes'], subscriptionAttribute),
  topic(
    head,
    ['RemovePermission', 'Unsubscribe'],
    says((target) => `Topic ${target} lost a permission or a subscriber.`),
  ),
];
