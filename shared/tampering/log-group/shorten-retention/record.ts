import { field, number } from '../../../record/json';
import type { LogRecord } from '../../../record/log-record';
import { LEAST_DAYS } from '../../../record/retention';
import { type Effect, harm, none, unclear } from '../../../record/row';
import { onLogGroup } from '../on-log-group';
import { shortenRetention } from './technique';

function shortens({ request }: LogRecord, _: unknown, target: string): Effect {
  const days = number(field(request, 'retentionInDays'));
  if (days === undefined) return unclear(`The retention of log group ${target} was set.`);
  return days < LEAST_DAYS
    ? harm(`Log group ${target} keeps entries for ${days} days only.`)
    : none;
}

export const shortenRetentionRecords = [
  onLogGroup(shortenRetention, {
    PutRetentionPolicy: shortens,
    DeleteRetentionPolicy: () => none, // without a policy entries never expire
  }),
];
