import { field, text } from '../../../record/json';
import type { Known } from '../../../record/known';
import type { LogRecord } from '../../../record/log-record';
import { type Effect, harm, none, unclear } from '../../../record/row';
import { onLogBucket } from '../on-log-bucket';
import { suspendVersioning } from './technique';

function suspends({ request }: LogRecord, _: Known, target: string): Effect {
  const status = text(field(request, 'versioningConfiguration', 'status'));
  if (status === 'Enabled') return none;
  return status
    ? harm(`Versioning of bucket ${target} is ${status.toLowerCase()}.`)
    : unclear(`Versioning of bucket ${target} was set; the record does not say to what.`);
}

export const suspendVersioningRecords = [onLogBucket(suspendVersioning, suspends)];
