import { randomUUID } from 'node:crypto';
import type { World } from '../core/service';
import { deliver } from '../events/deliver';
import { publish } from '../events/publish';
import { findRule } from '../events/put-rule';
import { eventTime, type Rule, type Target } from '../events/state';
import { invoke } from './invoke';
import type { InvocationResult } from './state';

/**
 * Fires what is due on the world's clock, as EventBridge does: a rate is counted from when its rule was first seen,
 * and a target that has not answered yet is left out this time. Returns the function that ends it.
 */
export function keepSchedules(world: World): () => void {
  const firedAt = new Map<string, number>();
  const running = new Set<string>();
  const fire = (arn: string): void => {
    running.add(arn);
    void fireSchedule(world, arn)
      .catch(() => undefined) // a rule without a function, or one deleted just now
      .finally(() => running.delete(arn));
  };
  const tick = (): void => {
    waiting = world.clock.after(MINUTE_MS, tick);
    const at = world.clock.elapsedMs();
    for (const { arn, everyMs } of schedulesOf(world)) {
      const last = firedAt.get(arn);
      if (last !== undefined && at - last < everyMs - SLACK_MS) continue;
      firedAt.set(arn, at);
      if (last !== undefined && !running.has(arn)) fire(arn);
    }
  };
  let waiting = world.clock.after(0, tick);
  return () => waiting.cancel();
}

const MINUTE_MS = 60_000;
/** A timer may be early by less than this. */
const SLACK_MS = 1_000;

function* schedulesOf({ events }: World): Generator<{ arn: string; everyMs: number }> {
  for (const { rules } of events.buses.values()) {
    for (const { arn, state, scheduleExpression } of rules.values()) {
      const everyMs = state === 'DISABLED' ? undefined : rateMs(scheduleExpression);
      if (everyMs) yield { arn, everyMs };
    }
  }
}

/** [D] eventbridge/latest/userguide/eb-scheduled-rule-pattern; cron expressions never fire here. */
function rateMs(expression: Rule['scheduleExpression']): number | undefined {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression ?? '') ?? [];
  const unitMs = UNIT_MS[unit];
  return count && unitMs ? Number(count) * unitMs : undefined;
}

const UNIT_MS: Readonly<Record<string, number>> = {
  minute: MINUTE_MS,
  hour: 60 * MINUTE_MS,
  day: 24 * 60 * MINUTE_MS,
};

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
