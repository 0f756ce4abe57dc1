import { field, fields, isFields, number } from '../../../record/json';
import type { Known } from '../../../record/known';
import type { LogRecord } from '../../../record/log-record';
import { LEAST_DAYS } from '../../../record/retention';
import { type Effect, harm, none, unclear } from '../../../record/row';
import { onLogBucket } from '../on-log-bucket';
import { weakenObjectLock } from './technique';

function weakens({ request }: LogRecord, _: Known, target: string): Effect {
  const configuration = field(request, 'objectLockConfiguration');
  if (!isFields(configuration))
    return unclear(`Object Lock of bucket ${target} was set; the record does not say to what.`);
  const retention = fields(field(configuration, 'rule', 'defaultRetention'));
  const days = number(retention.Days) ?? (number(retention.Years) ?? 0) * 365;
  if (retention.Mode !== 'COMPLIANCE')
    return harm(`Bucket ${target} no longer locks objects in compliance mode.`);
  return days < LEAST_DAYS ? harm(`Bucket ${target} locks objects for ${days} days only.`) : none;
}

export const weakenObjectLockRecords = [onLogBucket(weakenObjectLock, weakens)];
