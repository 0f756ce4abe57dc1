import type { World } from '../core/service';
import type { Rule } from '../events/state';
import { fireSchedule } from './fire-schedule';

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
