import { UserError } from './user-error';

/** A planned change takes hours; one that takes longer is asked for on purpose. */
export const MOST_DAYS = 7;
export const MOST_DAYS_LONG = 90;

/** `24h`, `7d`, `30m` from now, or an ISO date or time → when the exemption ends. There is always an end. */
export function untilOption(text: string, isLong: boolean, now: Date): Date {
  const until = timeAhead(text, now);
  if (!until) {
    throw new UserError(
      `--until must be like 4h, 2d or 2026-11-22T18:00:00Z (with its time zone), not "${text}".`,
    );
  }
  if (until <= now) throw new UserError(`--until ${until.toISOString()} is over already.`);
  const most = isLong ? MOST_DAYS_LONG : MOST_DAYS;
  if (until.getTime() - now.getTime() <= most * DAY_MS) return until;
  throw new UserError(
    isLong
      ? `--until ${until.toISOString()} is more than ${most} days ahead; accept a baseline instead ("trailwarden baseline accept").`
      : `--until ${until.toISOString()} is more than ${most} days ahead; say --long if that is meant (at most ${MOST_DAYS_LONG} days).`,
  );
}

function timeAhead(text: string, now: Date): Date | undefined {
  const [, count, unit] = /^(\d{1,5})([mhd])$/.exec(text) ?? [];
  if (count && unit) return new Date(now.getTime() + Number(count) * UNIT_MS[unit as Unit]);
  // A time without its zone would be another moment on another machine.
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(text))
    return undefined;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

const DAY_MS = 86_400_000;
const UNIT_MS = { m: 60_000, h: 3_600_000, d: DAY_MS } as const;
type Unit = keyof typeof UNIT_MS;
