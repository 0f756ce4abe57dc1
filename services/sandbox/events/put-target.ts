import { NotEmulated } from '../core/service';
import { busArn } from './find-bus';
import { refuse } from './refusals';
import type { Rule, Target } from './state';

const known = ['Id', 'Arn', 'RoleArn', 'DeadLetterConfig', 'RetryPolicy', 'SqsParameters'];

/** Adds the target, or replaces the one with its id. Refuses targets whose delivery is not emulated. */
export function putTarget(rule: Rule, target: Target): void {
  checkTarget(rule, target);
  const service = target.Arn.split(':')[2];
  // A function is started by a schedule alone: see services/sandbox/lambda/keep-schedules.ts.
  const isScheduled = service === 'lambda' && rule.eventPattern === undefined;
  if (service !== 'events' && service !== 'sqs' && !isScheduled) {
    throw new NotEmulated(
      `sandbox: events:PutTargets to ${target.Arn} is not emulated; add its delivery to services/sandbox/events/deliver.ts`,
    );
  }
  const unknown = Object.keys(target).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new NotEmulated(
      `sandbox: ${unknown} of an EventBridge target is not emulated; add it to services/sandbox/events/put-target.ts`,
    );
  }
  // [D] eb-quota
  if (!rule.targets.has(target.Id) && rule.targets.size >= 5) {
    throw refuse.limitExceeded('The requested resource exceeds the maximum number allowed.');
  }
  rule.targets.set(target.Id, target);
}

/**
 * Refuses what the whole call is refused for. A role that is not there is taken: it is missed when an event
 * comes. Recorded on AWS, September 2026 (docs/decisions/0007-one-bus-hop.md).
 */
export function checkTarget(rule: Rule, { Arn, RoleArn, RetryPolicy }: Target): void {
  if (Arn.split(':')[2] !== 'events') return;
  if (RoleArn === undefined) throw refuse.invalid(`RoleArn is required for target ${Arn}.`);
  if (RetryPolicy !== undefined) {
    throw refuse.invalid('Retry policy is not supported for Event bus targets.');
  }
  if (Arn === busArn({ ...rule, bus: rule.busName })) {
    throw refuse.invalid('Source EventBus and Target EventBus must not be the same.');
  }
}
