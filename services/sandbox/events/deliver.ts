import { preciseNow } from '../core/clock';
import type { World } from '../core/service';
import { deliverToBus } from './deliver-to-bus';
import { deliverToQueue, sendToQueue } from './deliver-to-queue';
import type { Delivery, Failure, Publish } from './delivery';

/**
 * Brings one event to one target. Every failure the sandbox knows (permission, missing target, hop)
 * is one AWS does not retry: it goes to the target's dead-letter queue at once, or is dropped.
 * A target that is a bus publishes in turn.
 * [D] eventbridge/latest/userguide/eb-rule-retry-policy, eb-rule-dlq
 */
export function deliver(world: World, delivery: Delivery, publish: Publish): void {
  const { faults } = world.events;
  if (faults.hold) {
    faults.held.push(() => deliver(world, delivery, publish));
    return;
  }
  if (faults.dropNext > 0) {
    faults.dropNext -= 1;
    report(world, delivery, 'dropped', 'dropped on purpose');
    return;
  }
  const again = faults.duplicateNext > 0;
  if (again) faults.duplicateNext -= 1;
  attempt(world, delivery, publish);
  if (again) attempt(world, delivery, publish);
}

function attempt(world: World, delivery: Delivery, publish: Publish): void {
  const isBus = delivery.target.Arn.split(':')[2] === 'events';
  const failure = isBus ? deliverToBus(world, delivery, publish) : deliverToQueue(world, delivery);
  if (failure === undefined) report(world, delivery, 'delivered');
  else if (failure === 'swallowed') report(world, delivery, 'dropped', 'there is no such bus');
  else bury(world, delivery, failure);
}

/** To the dead-letter queue, whose policy must let EventBridge in; otherwise the event is lost. */
function bury(world: World, delivery: Delivery, failure: Failure): void {
  const why = `${failure.code}: ${failure.message}`;
  const queueArn = delivery.target.DeadLetterConfig?.Arn;
  if (queueArn === undefined) {
    report(world, delivery, 'dropped', why);
    return;
  }
  const lost = sendToQueue(world, delivery, {
    queueArn,
    attributes: {
      RULE_ARN: text(delivery.rule.arn),
      TARGET_ARN: text(delivery.target.Arn),
      ERROR_CODE: text(failure.code),
      ERROR_MESSAGE: text(failure.message),
    },
  });
  if (lost === undefined) report(world, delivery, 'dead-lettered', why);
  else report(world, delivery, 'dropped', `${why}; dead-letter queue: ${lost.message}`);
}

function text(value: string) {
  return { DataType: 'String', StringValue: value };
}

type Outcome = 'delivered' | 'dead-lettered' | 'dropped';

function report(world: World, delivery: Delivery, outcome: Outcome, why?: string): void {
  world.feed.push({
    kind: 'delivery',
    ruleArn: delivery.rule.arn,
    targetArn: delivery.target.Arn,
    eventId: delivery.event.id,
    outcome,
    ...(why !== undefined && { why }),
    at: preciseNow(),
  });
}
