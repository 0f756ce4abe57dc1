import { suspected } from '../tampering/catalogue';
import type { NamedCall } from './names';

type Request = Readonly<Record<string, unknown>>;

/**
 * The techniques that a refused call would have been, by its name and its request, since there is no state to see
 * them in. A refused record mostly has no parameters. Then a call that may be several techniques is counted as none
 * by name, and is an attempt all the same. Nothing where no technique knows the call, or it asked for no harm.
 */
export function triedBy(
  call: Pick<NamedCall, 'eventName' | 'parameters'> & { readonly eventSource: string },
): readonly string[] | undefined {
  const ids = suspected(call).map(({ id }) => id);
  if (ids.length === 0) return undefined;
  const asked = ASKED.get(`${call.eventSource} ${call.eventName}`);
  if (!asked) return ids;
  const meant = asked(call.parameters);
  const isTold = Object.keys(call.parameters).length > 0;
  return meant.length === 0 && isTold ? undefined : meant;
}

const has = (request: Request, ...names: readonly string[]): boolean =>
  names.some((name) => Object.hasOwn(request, name));
const turnsOff = (request: Request, name: string): boolean =>
  Object.hasOwn(request, name) && request[name] === false;
const when = (is: boolean, id: string): readonly string[] => (is ? [id] : []);

/** For calls that several techniques know, or that mostly do no harm: which technique the request means. */
const ASKED = new Map<string, (request: Request) => readonly string[]>([
  [
    'cloudtrail.amazonaws.com UpdateTrail',
    (request) => [
      ...when(has(request, 's3BucketName', 's3KeyPrefix'), 'redirect-delivery'),
      ...when(
        turnsOff(request, 'isMultiRegionTrail') || turnsOff(request, 'includeGlobalServiceEvents'),
        'narrow-regions',
      ),
      ...when(turnsOff(request, 'isOrganizationTrail'), 'demote-organization-trail'),
      ...when(turnsOff(request, 'enableLogFileValidation'), 'turn-off-validation'),
      ...when(has(request, 'kmsKeyId'), 'change-key'),
      ...when(
        has(request, 'cloudWatchLogsLogGroupArn', 'cloudWatchLogsRoleArn'),
        'disconnect-log-group',
      ),
      ...when(has(request, 'snsTopicName'), 'disconnect-topic'),
    ],
  ],
  [
    'cloudtrail.amazonaws.com PutEventSelectors',
    (request) => [
      ...when(has(request, 'eventSelectors'), 'narrow-event-selectors'),
      ...when(has(request, 'advancedEventSelectors'), 'narrow-advanced-selectors'),
    ],
  ],
  [
    'sns.amazonaws.com SetTopicAttributes',
    (request) =>
      has(request, 'attributeName')
        ? [request.attributeName === 'Policy' ? 'change-topic-policy' : 'change-topic-settings']
        : [],
  ],
  [
    // Many callers ask for a group that exists already, and are told so.
    'logs.amazonaws.com CreateLogGroup',
    ({ logGroupClass = 'STANDARD' }) =>
      when(logGroupClass !== 'STANDARD', 'change-log-group-class'),
  ],
  ['kms.amazonaws.com ScheduleKeyDeletion', () => ['schedule-key-deletion']],
  ['sns.amazonaws.com DeleteTopic', () => ['delete-topic']],
  ['organizations.amazonaws.com DetachPolicy', () => ['detach-guard-rail']],
  ['events.amazonaws.com DeleteRule', () => ['delete-rule']],
  ['events.amazonaws.com RemoveTargets', () => ['divert-targets']],
  ['events.amazonaws.com PutTargets', () => ['divert-targets']],
  ['iam.amazonaws.com DeleteRolePolicy', () => ['strip-role']],
  ['iam.amazonaws.com PutRolePolicy', () => ['deny-role']],
  ['iam.amazonaws.com PutRolePermissionsBoundary', () => ['change-role-boundary']],
]);
