import {
  GetSubscriptionAttributesCommand,
  paginateListSubscriptionsByTopic,
  type Subscription as SdkSubscription,
} from '@aws-sdk/client-sns';
import type { Subject } from '../../domain/subject';
import { type Subscription, subscriptionKey } from '../../domain/topic';
import { asked } from '../classify';
import { everyItem } from './all-pages';
import type { ServiceClients } from './service-clients';

/** A topic's subscriptions with their attributes, sorted by protocol and endpoint. */
export async function readSubscriptions(
  { id, accountId }: Subject<'topic'>,
  sns: ServiceClients['sns'],
): Promise<readonly Subscription[]> {
  const pages = paginateListSubscriptionsByTopic({ client: sns }, { TopicArn: id });
  const listed = await asked(
    'sns:ListSubscriptionsByTopic',
    everyItem(pages, ({ Subscriptions }) => Subscriptions),
  );
  const read = await Promise.all(listed.map((one) => subscriptionOf(one, accountId, sns)));
  return read.sort((a, b) => (subscriptionKey(a) < subscriptionKey(b) ? -1 : 1));
}

/**
 * A subscription that waits for its endpoint has the word `PendingConfirmation` for an ARN. Another account's
 * subscription hides its attributes from us: a stranger's must not make the topic unreadable. [D]
 * API_ListSubscriptionsByTopic, API_GetSubscriptionAttributes
 */
async function subscriptionOf(
  { Protocol = '', Endpoint = '', SubscriptionArn = '', Owner }: SdkSubscription,
  accountId: string,
  sns: ServiceClients['sns'],
): Promise<Subscription> {
  const isPending = !SubscriptionArn.startsWith('arn:');
  const isOurs = !isPending && Owner === accountId;
  const attributes = isOurs ? await readAttributes(SubscriptionArn, sns) : {};
  return { protocol: Protocol, endpoint: Endpoint, isPending, attributes };
}

async function readAttributes(
  SubscriptionArn: string,
  sns: ServiceClients['sns'],
): Promise<Record<string, string>> {
  const answer = sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
  const { Attributes = {} } = await asked('sns:GetSubscriptionAttributes', answer);
  const set = SETTABLE.flatMap((name) => {
    const value = Attributes[name];
    return value && value !== 'false' ? [[name, value] as const] : [];
  });
  return Object.fromEntries(set);
}

/** [D] API_Subscribe */
const SETTABLE = [
  'DeliveryPolicy',
  'FilterPolicy',
  'FilterPolicyScope',
  'RawMessageDelivery',
  'RedrivePolicy',
  'ReplayPolicy',
  'SubscriptionRoleArn',
];
