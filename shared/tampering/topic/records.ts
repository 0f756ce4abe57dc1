import { field, text } from '../../record/json';
import type { LogRecord } from '../../record/log-record';
import { type Effect, none, type Row, unclear } from '../../record/row';
import { rowOnly, says } from '../records/rows-of';
import { changeTopicPolicyRecords } from './change-topic-policy/record';
import { changeTopicSettings } from './change-topic-settings/technique';
import { deleteTopic } from './delete-topic/technique';
import { dropSubscription } from './drop-subscription/technique';
import { onTopic } from './on-topic';
import { subscribeStrangerRecords } from './subscribe-stranger';

const sets =
  (attribute: string | undefined) =>
  ({ request }: LogRecord, _: unknown, target: string): Effect =>
    text(field(request, 'attributeName')) === attribute
      ? unclear(`An attribute of topic ${target} was set.`)
      : none;

export const topicRecords: readonly Row[] = [
  onTopic(
    deleteTopic,
    says((target) => `Topic ${target} was deleted.`),
  ), // SNS-01
  ...changeTopicPolicyRecords, // SNS-01
  onTopic(changeTopicSettings, { SetTopicAttributes: sets('KmsMasterKeyId') }), // SNS-01
  // The record does not say which attribute: it may be the policy.
  onTopic(rowOnly(changeTopicSettings), { SetTopicAttributes: sets(undefined) }), // SNS-01
  onTopic(dropSubscription, {
    SetSubscriptionAttributes: filters,
    Unsubscribe: says((target) => `Topic ${target} lost a permission or a subscriber.`),
  }), // SNS-01
  ...subscribeStrangerRecords, // SNS-02
];

function filters({ request }: LogRecord, _: unknown, target: string): Effect {
  const name = text(field(request, 'attributeName'));
  return name === 'FilterPolicy' || name === 'FilterPolicyScope'
    ? unclear(`What topic ${target} sends to a subscriber was filtered.`)
    : unclear(`${name ?? 'An attribute'} of a subscription of topic ${target} was set.`);
}
