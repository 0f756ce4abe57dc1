import { field, flag } from '../../../record/json';
import type { LogRecord } from '../../../record/log-record';
import { type Effect, harm, none, unclear } from '../../../record/row';
import { onLogGroup } from '../on-log-group';
import { unprotectLogGroup } from './told';

/** [D] API_PutLogGroupDeletionProtection; no public record of it was found. */
function unprotects({ request }: LogRecord, _: unknown, target: string): Effect {
  const isProtected = flag(field(request, 'deletionProtectionEnabled'));
  if (isProtected === undefined) {
    return unclear(`Whether log group ${target} may be deleted was set.`);
  }
  return isProtected ? none : harm(`Log group ${target} is no longer protected from deletion.`);
}

export const unprotectLogGroupRecords = [
  onLogGroup(unprotectLogGroup, { PutLogGroupDeletionProtection: unprotects }),
];
