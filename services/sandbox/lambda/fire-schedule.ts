import { randomUUID } from 'node:crypto';
import type { World } from '../core/service';
import { deliver } from '../events/deliver';
import { publish } from '../events/publish';
import { findRule } from '../events/put-rule';
import { eventTime, type Target } from '../events/state';
import { invoke } from './invoke';
import type { InvocationResult } from './state';

/**
 * What EventBridge does when a rule's time has come, done by hand: each function among its targets is
 * called with the scheduled event, and each bus and queue gets it. A disabled rule calls nothing. Throws when there
 * is no such schedule.
 * [D] eventbridge/latest/userguide/eb-create-rule-schedule
 */
export async function fireSchedule(
  world: World,
  ruleArn: string,
): Promise<readonly InvocationResult[]> {
  const rule = findRule(world, ruleArn);
  if (rule?.scheduleExpression === undefined) throw new Error(`${ruleArn} is no schedule.`);
  if (rule.state === 'DISABLED') return [];
  const event = {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: rule.accountId,
    time: eventTime(world.now()),
    region: rule.region,
    resources: [ruleArn],
    detail: {},
  } as const;
  const isFunction = ({ Arn }: Target): boolean => Arn.split(':')[2] === 'lambda';
  const targets = [...rule.targets.values()];
  for (const target of targets.filter((one) => !isFunction(one))) {
    const passage = { forwarded: false, crossedRegion: false };
    deliver(world, { rule, target, event, passage }, publish);
  }
  const functions = targets.filter(isFunction);
  return Promise.all(functions.map(({ Arn }) => invoke({ world }, Arn, event)));
}
