import { orRefuse } from '../core/service';
import { refuse } from './refusals';
import type { Subscription } from './state';

/** [D] API_SetSubscriptionAttributes */
const settable = [
  'DeliveryPolicy',
  'FilterPolicy',
  'FilterPolicyScope',
  'RawMessageDelivery',
  'RedrivePolicy',
  'ReplayPolicy',
  'SubscriptionRoleArn',
];

/** Refuses what SNS refuses, before anything is changed. What a policy says is not looked into. */
export function checkSubscriptionAttribute(name: string, value: string): void {
  if (!settable.includes(name)) throw refuse.invalidParameter('AttributeName');
  if (!name.endsWith('Policy') || value === '') return;
  orRefuse(
    () => JSON.parse(value),
    () => refuse.invalidParameter(`${name}: failed to parse JSON.`),
  );
}

/** An empty value takes the attribute away. */
export function setSubscriptionAttribute(
  { attributes }: Subscription,
  name: string,
  value: string,
): void {
  checkSubscriptionAttribute(name, value);
  if (value === '') attributes.delete(name);
  else attributes.set(name, value);
}
