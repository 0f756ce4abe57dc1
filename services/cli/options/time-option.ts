import { UserError } from '../terminal/user-error';

/**
 * The one reader of the times that people type. `24h`, `7d`, `30m`: so long before or after now. A date
 * alone (`2026-11-21`) is its beginning in UTC; a time of day needs its zone, because on another machine it
 * would be another moment. Refuses what is no such time, and dates that no calendar has.
 */
export function timeOption(
  option: string,
  text: string,
  { now = new Date(), ahead = false }: { readonly now?: Date; readonly ahead?: boolean } = {},
): Date {
  const [, count, unit] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  const at = unit
    ? new Date(now.getTime() + (ahead ? 1 : -1) * Number(count) * UNIT_MS[unit as Unit])
    : readIso(text);
  if (!at || !(at >= EARLIEST && at < LATEST)) throw new UserError(refusal(option, text));
  return at;
}

function refusal(option: string, text: string): string {
  const isZoneless = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?$/.test(text);
  const why = isZoneless
    ? 'a time of day needs its zone, as in 2026-11-21T20:00:00Z'
    : 'write 24h, 7d, a date such as 2026-11-21 (in UTC), or a time with its zone such as 2026-11-21T20:00:00Z';
  return `${option} "${shown(text)}" is not a time: ${why}.`;
}

const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:(Z)|([+-])(\d\d):?(\d\d)))?$/;

/** Undefined for what no calendar and no clock has. */
function readIso(text: string): Date | undefined {
  const [
    ,
    year,
    month,
    day,
    hour = '0',
    minute = '0',
    second = '0',
    fraction = '',
    ,
    sign,
    ...zone
  ] = ISO.exec(text) ?? [];
  if (!year || !month || !day) return undefined;
  const [zoneHours = 0, zoneMinutes = 0] = zone.map((part) => Number(part ?? 0));
  const offset = zoneHours * 60 + zoneMinutes;
  // No place on earth is further from UTC.
  if (zoneMinutes > 59 || offset > 14 * 60) return undefined;
  const [h, m, s] = [hour, minute, second].map(Number) as [number, number, number];
  if (h > 23 || m > 59 || s > 59) return undefined;
  const at = new Date(0);
  at.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (at.toISOString().slice(0, 10) !== `${year}-${month}-${day}`) return undefined;
  at.setUTCHours(
    h,
    m - (sign === '-' ? -offset : offset),
    s,
    Number(fraction.padEnd(3, '0').slice(0, 3)),
  );
  return at;
}

/** CloudTrail began in 2013; what is centuries away was not meant. */
const EARLIEST = new Date('2010-01-01T00:00:00Z');
const LATEST = new Date('2100-01-01T00:00:00Z');

/** `2026-11-21T20:00:00Z`: what was understood, as it is told. */
export const inUtc = (at: Date | string): string =>
  new Date(at).toISOString().replace(/\.000Z$/, 'Z');

const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
type Unit = keyof typeof UNIT_MS;
