/** EventBridge's own words: `rate(1 hour)`, `rate(30 minutes)`. Nothing when it is no rate. */
export function minutesOfRate(rate: string): number | undefined {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(rate) ?? [];
  const minutes = MINUTES[unit];
  return count && minutes ? Number(count) * minutes : undefined;
}

const MINUTES: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1_440 };
