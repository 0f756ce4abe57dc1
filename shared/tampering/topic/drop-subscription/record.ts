import { field, text } from '../../../record/json';
import type { LogRecord } from '../../../record/log-record';
import { type Effect, unclear } from '../../../record/row';
import { says } from '../../records/rows-of';
import { onTopic } from '../on-topic';
import { dropSubscription } from './technique';

function filters({ request }: LogRecord, _: unknown, target: string): Effect {
  const name = text(field(request, 'attributeName'));
  return name === 'FilterPolicy' || name === 'FilterPolicyScope'
    ? unclear(`What topic ${target} sends to a subscriber was filtered.`)
    : unclear(`${name ?? 'An attribute'} of a subscription of topic ${target} was set.`);
}

export const dropSubscriptionRecords = [
  onTopic(dropSubscription, {
    SetSubscriptionAttributes: filters,
    Unsubscribe: says((target) => `Topic ${target} lost a permission or a subscriber.`),
  }),
];
