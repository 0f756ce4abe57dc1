import { field, fields, isFields, list, number, text } from './json';
import { LEAST_DAYS } from './retention';

/**
 * Does a lifecycle rule expire log files too early? One rule comes as an object, several as an array, and
 * a filter as `""` when there is none.
 */
export const expiresLogs = (
  rule: unknown,
  prefix: string,
  eventTime: string | undefined,
): boolean =>
  field(rule, 'status') === 'Enabled' && touches(rule, prefix) && isShort(rule, eventTime);

export const lifecycleRules = (configuration: unknown): readonly unknown[] => [
  ...list(field(configuration, 'rule')),
  ...list(field(configuration, 'rules')),
];

/** CloudTrail's files have no tags, so a rule for tagged objects does not touch them. */
function touches(rule: unknown, logs: string): boolean {
  const filter = fields(field(rule, 'filter'));
  const both = fields(filter.And);
  if (isFields(filter.Tag) || both.Tag !== undefined || both.Tags !== undefined) return false;
  const prefix = text(field(rule, 'prefix')) ?? text(filter.Prefix) ?? text(both.Prefix) ?? '';
  // S3 prefixes are literal, but one who writes `*` means everything.
  if (prefix === '*') return true;
  return prefix.startsWith(logs) || logs.startsWith(prefix) || prefix.includes('AWSLogs');
}

function isShort(rule: unknown, eventTime: string | undefined): boolean {
  const days = [
    number(field(rule, 'expiration', 'days')),
    number(field(rule, 'noncurrentVersionExpiration', 'noncurrentDays')),
    number(field(rule, 'noncurrentVersionExpiration', 'days')),
  ].filter((one) => one !== undefined);
  const date = Date.parse(text(field(rule, 'expiration', 'date')) ?? '');
  const until = (date - Date.parse(eventTime ?? '')) / 86_400_000;
  // A date with nothing to compare it with is as bad as one in the past.
  const dated = !Number.isNaN(date) && !(until >= LEAST_DAYS);
  return dated || days.some((one) => one < LEAST_DAYS);
}
