import { field, flag, number, text } from '../../../record/json';
import type { Known } from '../../../record/known';
import type { LogRecord } from '../../../record/log-record';
import { LEAST_DAYS } from '../../../record/retention';
import { type Effect, harm, none, type Row, unclear } from '../../../record/row';
import { named, rowsOf, says } from './dual-use';

const source = 'logs.amazonaws.com';
const group = rowsOf({
  source,
  subject: 'logGroups',
  targets: named('logGroupName', 'logGroupIdentifier', 'resourceIdentifier'),
});
const destination = rowsOf({ source, subject: 'destinations', targets: named('destinationName') });
const alarm = rowsOf({
  source: 'monitoring.amazonaws.com',
  subject: 'alarms',
  targets: named('alarmNames', 'alarmName'),
});

function retention({ request }: LogRecord, _: Known, target: string): Effect {
  const days = number(field(request, 'retentionInDays'));
  if (days === undefined) return unclear(`The retention of log group ${target} was set.`);
  return days < LEAST_DAYS
    ? harm(`Log group ${target} keeps entries for ${days} days only.`)
    : none;
}

/** Nothing of the class that takes everything, or of the one that a call without it asks for. */
function madeInClass({ request }: LogRecord, _: Known, target: string): Effect {
  const logGroupClass = text(field(request, 'logGroupClass')) ?? STANDARD;
  return logGroupClass === STANDARD
    ? none
    : harm(`Log group ${target} was made in the class ${logGroupClass}, which takes no filters.`);
}

const STANDARD = 'STANDARD';

const filters = { id: 'CWL-04', title: 'Cut the feed of the log group' };
const alarms = { id: 'CWL-05', title: 'Silence filters and alarms' };
const masks = { id: 'CWL-06', title: 'Mask or lock the log group' };

export const logGroupRows: readonly Row[] = [
  group(
    { id: 'CWL-01', title: 'Delete the log group' },
    ['DeleteLogGroup'],
    says((target) => `Log group ${target} was deleted.`),
  ),
  group(
    { id: 'CWL-08', title: 'Make it again in a lesser class' },
    ['CreateLogGroup'],
    madeInClass,
  ),
  group(
    { id: 'CWL-02', title: 'Delete a log stream' },
    ['DeleteLogStream'],
    says((target) => `A stream of log group ${target} was deleted.`),
  ),
  group({ id: 'CWL-03', title: 'Shorten retention' }, ['PutRetentionPolicy'], retention),
  // Without a policy entries never expire.
  group({ id: 'CWL-03', title: 'Shorten retention' }, ['DeleteRetentionPolicy'], () => none),
  group(
    filters,
    ['DeleteSubscriptionFilter'],
    says((target) => `Log group ${target} no longer feeds its subscriber.`),
  ),
  group(filters, ['PutSubscriptionFilter'], (_record, _known, target) =>
    unclear(`A subscription of log group ${target} was replaced or added.`),
  ),
  destination(
    filters,
    ['DeleteDestination', 'PutDestinationPolicy'],
    says((target) => `Destination ${target} was deleted or closed.`),
  ),
  group(
    alarms,
    ['DeleteMetricFilter'],
    says((target) => `A metric filter of log group ${target} was deleted.`),
  ),
  alarm(
    alarms,
    ['DeleteAlarms', 'DisableAlarmActions', 'SetAlarmState'],
    says((target) => `Alarm ${target} was silenced.`),
  ),
  alarm(alarms, ['PutMetricAlarm'], ({ request }, _known, target) =>
    flag(field(request, 'actionsEnabled')) === false
      ? harm(`Alarm ${target} notifies no one.`)
      : unclear(`Alarm ${target} was rewritten.`),
  ),
  group(masks, ['AssociateKmsKey', 'DisassociateKmsKey'], (_record, _known, target) =>
    unclear(`The key of log group ${target} was changed.`),
  ),
  group(masks, ['PutDataProtectionPolicy'], ({ request }, _known, target) =>
    /Deidentify/.test(text(field(request, 'policyDocument')) ?? 'Deidentify')
      ? harm(`Fields of log group ${target} are masked.`)
      : none,
  ),
  group(masks, ['DeleteDataProtectionPolicy'], (_record, _known, target) =>
    unclear(`Entries of log group ${target} are no longer masked.`),
  ),
  rowsOf({ source, subject: 'logGroups', targets: groupsInPolicy })(
    masks,
    ['PutResourcePolicy'],
    ({ request }, _known, target) =>
      /"Deny"/.test(text(field(request, 'policyDocument')) ?? '')
        ? harm(`A policy denies writing to log group ${target}.`)
        : none,
  ),
];

/** The groups a resource policy speaks of. */
function groupsInPolicy({ request }: LogRecord): readonly string[] {
  const document = text(field(request, 'policyDocument')) ?? '';
  return [...document.matchAll(/arn:aws[a-z-]*:logs:[a-z0-9-]*:\d*:log-group:[^"\\]+/g)].map(
    ([arn]) => arn,
  );
}
