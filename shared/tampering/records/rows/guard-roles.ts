import { field, text } from '../../../record/json';
import type { Known } from '../../../record/known';
import type { LogRecord } from '../../../record/log-record';
import { protects } from '../../../record/protected';
import { type DualUseRow, type Effect, harm, none, type Row, unclear } from '../../../record/row';
import { named, rowsOf } from './dual-use';

const source = 'iam.amazonaws.com';
const CALLS: Readonly<Record<string, (target: string) => Effect>> = {
  DeleteRole: (target) => harm(`Role ${target} was deleted.`),
  DetachRolePolicy: (target) => harm(`Role ${target} lost a policy.`),
  DeleteRolePolicy: (target) => harm(`Role ${target} lost a policy.`),
  PutRolePolicy: (target) => unclear(`Role ${target} was given an inline policy.`),
  AttachRolePolicy: (target) => unclear(`Role ${target} was given another policy.`),
  PutRolePermissionsBoundary: (target) => harm(`Role ${target} was bounded.`),
  DeleteRolePermissionsBoundary: (target) => unclear(`Role ${target} lost its boundary.`),
  UpdateAssumeRolePolicy: (target) => unclear(`Who may assume role ${target} was changed.`),
};

/** Does what is given take away? */
const denies = ({ request }: LogRecord): boolean =>
  /"Deny"/.test(text(field(request, 'policyDocument')) ?? '') ||
  /AWSDenyAll|AWSCompromisedKeyQuarantine/.test(text(field(request, 'policyArn')) ?? '');

function change(record: LogRecord, _: Known, target: string): Effect {
  if (denies(record)) return harm(`Role ${target} is denied what it needs.`);
  return CALLS[record.eventName]?.(target) ?? none;
}

/** Roles of trails into their log group are their own row: the trail still writes to its bucket. */
const toLogGroup = (record: LogRecord, { trails, chosen }: Known): boolean => {
  // Inferred is only what trails use: no role of the guard is among it.
  if (chosen) return true;
  const arns = [...trails.values()].flatMap(({ settings }) => settings.cloudWatchLogsRoleArn ?? []);
  return protects(arns, named('roleName')(record), record, 'roles');
};

const role = rowsOf({ source, subject: 'roles', targets: named('roleName') });
const calls = Object.keys(CALLS);
const guard = { id: 'GRD-04', title: 'Change a role of the guard' };

const policy = rowsOf({ source, subject: 'policies', targets: named('policyArn') });
const provider = rowsOf({
  source,
  subject: 'identityProviders',
  targets: named('openIDConnectProviderArn'),
});

const only =
  (applies: (record: LogRecord, known: Known) => boolean): DualUseRow['effect'] =>
  (record, known, target) =>
    applies(record, known) ? change(record, known, target) : none;

export const guardRoles: readonly Row[] = [
  role(
    guard,
    calls,
    only((record, known) => !toLogGroup(record, known)),
  ),
  role({ id: 'CWL-07', title: "Change the trail's role" }, calls, only(toLogGroup)),
  policy(
    guard,
    ['CreatePolicyVersion', 'SetDefaultPolicyVersion', 'DeletePolicyVersion', 'DeletePolicy'],
    ({ eventName, request }, _known, target) => {
      if (eventName === 'CreatePolicyVersion' && field(request, 'setAsDefault') === false)
        return none;
      return eventName === 'DeletePolicy'
        ? harm(`Policy ${target} was deleted.`)
        : unclear(`Policy ${target} was rewritten.`);
    },
  ),
  provider(guard, ['DeleteOpenIDConnectProvider'], (_record, _known, target) =>
    harm(`Identity provider ${target} was deleted.`),
  ),
  {
    id: 'CWL-07',
    title: "Change the trail's role",
    class: 'direct',
    events: { [source]: ['DeleteServiceLinkedRole'] },
    targets: named('roleName'),
    effect: (_record, _known, target) =>
      /AWSServiceRoleForCloudTrail$/i.test(target)
        ? harm("CloudTrail's service-linked role was deleted.")
        : none,
  },
];
