import type { World } from '../core/service';
import { refuse } from './refusals';

/** As the reader of the mail that asks for it would; from then on messages arrive. */
export function confirmSubscription(world: World, arn: string): void {
  const found = world.sns.subscriptions.get(arn);
  if (found === undefined) throw refuse.subscriptionNotFound();
  world.sns.subscriptions.set(arn, { ...found, confirmed: true });
}
