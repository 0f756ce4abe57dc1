import { field, flag, number, text } from '../../record/json';
import type { LogRecord } from '../../record/log-record';
import { LEAST_DAYS } from '../../record/retention';
import { type Effect, harm, none, type Row, unclear } from '../../record/row';
import { asks, each, named, openRowsOf, rowOnly, rowsOf, says } from '../records/rows-of';
import { ofTrail, onRole } from '../warden/on-role';
import { breakLogGroupRole } from './break-log-group-role';
import { changeDataProtection } from './change-data-protection/technique';
import { changeLogGroupClass } from './change-log-group-class/technique';
import { changeLogGroupKey } from './change-log-group-key/technique';
import { deleteLogGroup } from './delete-log-group/technique';
import { deleteLogStream } from './delete-log-stream';
import { onLogGroup } from './on-log-group';
import { redirectSubscription } from './redirect-subscription/technique';
import { shortenRetention } from './shorten-retention/technique';
import { silenceAlarmsRecords } from './silence-alarms';
import { unprotectLogGroup } from './unprotect-log-group';

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

const onServiceRole = openRowsOf({ source: 'iam.amazonaws.com', targets: named('roleName') });

const onDestination = rowsOf({
  source: 'logs.amazonaws.com',
  subject: 'destinations',
  targets: named('destinationName'),
});

export const logGroupRecords: readonly Row[] = [
  onLogGroup(
    deleteLogGroup,
    says((target) => `Log group ${target} was deleted.`),
  ), // CWL-01
  onLogGroup(deleteLogStream, {
    DeleteLogStream: says((target) => `A stream of log group ${target} was deleted.`),
  }), // CWL-02
  onLogGroup(shortenRetention, {
    PutRetentionPolicy: shortens,
    DeleteRetentionPolicy: () => none, // without a policy entries never expire
  }), // CWL-03
  onLogGroup(redirectSubscription, {
    DeleteSubscriptionFilter: says(
      (target) => `Log group ${target} no longer feeds its subscriber.`,
    ),
    PutSubscriptionFilter: asks(
      (target) => `A subscription of log group ${target} was replaced or added.`,
    ),
  }), // CWL-04
  // The other end of a subscription is in no state that is looked at, so no technique finds it.
  onDestination(
    rowOnly(redirectSubscription),
    each(
      ['DeleteDestination', 'PutDestinationPolicy'],
      says((target) => `Destination ${target} was deleted or closed.`),
    ),
  ), // CWL-04
  ...silenceAlarmsRecords, // CWL-05
  onLogGroup(
    changeLogGroupKey,
    asks((target) => `The key of log group ${target} was changed.`),
  ), // CWL-06
  onLogGroup(changeDataProtection, {
    PutDataProtectionPolicy: ({ request }, _known, target) =>
      /Deidentify/.test(text(field(request, 'policyDocument')) ?? 'Deidentify')
        ? harm(`Fields of log group ${target} are masked.`)
        : none,
    DeleteDataProtectionPolicy: asks(
      (target) => `Entries of log group ${target} are no longer masked.`,
    ),
  }), // CWL-06
  closed, // CWL-06
  onRole(breakLogGroupRole, ofTrail()), // CWL-07
  onServiceRole(breakLogGroupRole, {
    DeleteServiceLinkedRole: (_record, _known, target) =>
      /AWSServiceRoleForCloudTrail$/i.test(target)
        ? harm("CloudTrail's service-linked role was deleted.")
        : none,
  }), // CWL-07
  onLogGroup(changeLogGroupClass, { CreateLogGroup: madeInClass }), // CWL-08
  onLogGroup(unprotectLogGroup, { PutLogGroupDeletionProtection: unprotects }), // CWL-09
];

const STANDARD = 'STANDARD';

/** Nothing of the class that takes everything, or of the one that a call without it asks for. */
function madeInClass({ request }: LogRecord, _: unknown, target: string): Effect {
  const logGroupClass = text(field(request, 'logGroupClass')) ?? STANDARD;
  return logGroupClass === STANDARD
    ? none
    : harm(`Log group ${target} was made in the class ${logGroupClass}, which takes no filters.`);
}

/** [D] API_PutLogGroupDeletionProtection; no public record of it was found. */
function unprotects({ request }: LogRecord, _: unknown, target: string): Effect {
  const isProtected = flag(field(request, 'deletionProtectionEnabled'));
  if (isProtected === undefined) {
    return unclear(`Whether log group ${target} may be deleted was set.`);
  }
  return isProtected ? none : harm(`Log group ${target} is no longer protected from deletion.`);
}

function shortens({ request }: LogRecord, _: unknown, target: string): Effect {
  const days = number(field(request, 'retentionInDays'));
  if (days === undefined) return unclear(`The retention of log group ${target} was set.`);
  return days < LEAST_DAYS
    ? harm(`Log group ${target} keeps entries for ${days} days only.`)
    : none;
}
