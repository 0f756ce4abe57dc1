import { timeOption } from '../options/time-option';
import { UserError } from '../terminal/user-error';

/** A planned change takes hours; a longer one needs an option. */
export const MOST_DAYS = 7;
export const MOST_DAYS_LONG = 90;

/** `24h`, `7d`, `30m` from now, or an ISO date or time → when the exemption ends. There is always an end. */
export function untilOption(text: string, isLong: boolean, now: Date): Date {
  const until = timeOption('--until', text, { now, ahead: true });
  if (until <= now) throw new UserError(`--until ${until.toISOString()} is over already.`);
  const most = isLong ? MOST_DAYS_LONG : MOST_DAYS;
  if (until.getTime() - now.getTime() <= most * DAY_MS) return until;
  throw new UserError(
    isLong || until.getTime() - now.getTime() > MOST_DAYS_LONG * DAY_MS
      ? `--until ${until.toISOString()} is more than ${MOST_DAYS_LONG} days ahead; accept a baseline instead ("trailwarden baseline accept").`
      : `--until ${until.toISOString()} is more than ${most} days ahead; add --long if you mean that (at most ${MOST_DAYS_LONG} days).`,
  );
}

const DAY_MS = 86_400_000;
