const format = new Intl.DateTimeFormat('en-US', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  timeZone: 'UTC',
});

/** Times inside Organizations' records: `Mar 18, 2022 6:16:58 PM` [D orgs_security_incident-response]. */
export function recordedTime(date: Date): string {
  const parts = format.formatToParts(date);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  const day = `${part('month')} ${part('day')}, ${part('year')}`;
  return `${day} ${part('hour')}:${part('minute')}:${part('second')} ${part('dayPeriod')}`;
}
