import { field, text } from '../../record/json';
import type { LogRecord } from '../../record/log-record';
import { harm, none, type Row } from '../../record/row';
import { rowsOf } from '../records/rows-of';
import { breakLogGroupRoleRecords } from './break-log-group-role/record';
import { changeDataProtectionRecords } from './change-data-protection/record';
import { changeLogGroupClassRecords } from './change-log-group-class/record';
import { changeLogGroupKeyRecords } from './change-log-group-key/record';
import { deleteLogGroupRecords } from './delete-log-group/record';
import { deleteLogStreamRecords } from './delete-log-stream/record';
import { redirectSubscriptionRecords } from './redirect-subscription/record';
import { shortenRetentionRecords } from './shorten-retention/record';
import { silenceAlarmsRecords } from './silence-alarms/record';
import { unprotectLogGroupRecords } from './unprotect-log-group/record';

/** A resource policy may shut CloudTrail out of a group. No technique looks at those policies. */
const closed = rowsOf({
  source: 'logs.amazonaws.com',
  subject: 'logGroups',
  targets: groupsInPolicy,
})(
  { row: 'CWL-06', title: 'Deny writing to the log group of a trail' },
  {
    PutResourcePolicy: ({ request }, _known, target) =>
      /"Deny"/.test(text(field(request, 'policyDocument')) ?? '')
        ? harm(`A policy denies writing to log group ${target}.`)
        : none,
  },
);

/** The groups a resource policy speaks of. */
function groupsInPolicy({ request }: LogRecord): readonly string[] {
  const document = text(field(request, 'policyDocument')) ?? '';
  return [...document.matchAll(/arn:aws[a-z-]*:logs:[a-z0-9-]*:\d*:log-group:[^"\\]+/g)].map(
    ([arn]) => arn,
  );
}

export const logGroupRecords: readonly Row[] = [
  ...deleteLogGroupRecords, // CWL-01
  ...deleteLogStreamRecords, // CWL-02
  ...shortenRetentionRecords, // CWL-03
  ...redirectSubscriptionRecords, // CWL-04
  ...silenceAlarmsRecords, // CWL-05
  ...changeLogGroupKeyRecords, // CWL-06
  ...changeDataProtectionRecords, // CWL-06
  closed, // CWL-06
  ...breakLogGroupRoleRecords, // CWL-07
  ...changeLogGroupClassRecords, // CWL-08
  ...unprotectLogGroupRecords, // CWL-09
];
