import { field, text } from '../../record/json';
import type { Known } from '../../record/known';
import type { LogRecord } from '../../record/log-record';
import { protects } from '../../record/protected';
import { harm, none, type Row } from '../../record/row';
import { asks, named, rowsOf, says } from '../records/rows-of';

/** What calls on a role do: of the guard, or the one with which a trail writes to its log group. */
export const onRole = rowsOf({
  source: 'iam.amazonaws.com',
  subject: 'roles',
  targets: named('roleName'),
});

const lost = says((target) => `Role ${target} lost a policy.`);

const CHANGES = {
  DeleteRole: says((target) => `Role ${target} was deleted.`),
  DetachRolePolicy: lost,
  DeleteRolePolicy: lost,
  PutRolePolicy: asks((target) => `Role ${target} was given an inline policy.`),
  AttachRolePolicy: asks((target) => `Role ${target} was given another policy.`),
  PutRolePermissionsBoundary: says((target) => `Role ${target} was bounded.`),
  DeleteRolePermissionsBoundary: asks((target) => `Role ${target} lost its boundary.`),
  UpdateAssumeRolePolicy: asks((target) => `Who may assume role ${target} was changed.`),
};

type Change = keyof typeof CHANGES;
type Changes = Readonly<Record<string, Row['effect']>>;

/** These calls, on a role of the guard. */
export const ofGuard = (...names: readonly Change[]): Changes =>
  only((record, known) => !toLogGroup(record, known), names);

/** Every call on the role with which a trail writes to its log group. */
export const ofTrail = (): Changes => only(toLogGroup, Object.keys(CHANGES) as Change[]);

const only = (
  applies: (record: LogRecord, known: Known) => boolean,
  names: readonly Change[],
): Changes =>
  Object.fromEntries(
    names.map((name) => [
      name,
      (record: LogRecord, known: Known, target: string) => {
        if (!applies(record, known)) return none;
        return denies(record)
          ? harm(`Role ${target} is denied what it needs.`)
          : CHANGES[name](record, known, target);
      },
    ]),
  );

/** Does what is given take away? */
const denies = ({ request }: LogRecord): boolean =>
  /"Deny"/.test(text(field(request, 'policyDocument')) ?? '') ||
  /AWSDenyAll|AWSCompromisedKeyQuarantine/.test(text(field(request, 'policyArn')) ?? '');

/** Roles of trails into their log group are their own row: the trail still writes to its bucket. */
const toLogGroup = (record: LogRecord, { trails, chosen }: Known): boolean => {
  // Inferred is only what trails use: no role of the guard is among it.
  if (chosen) return true;
  const arns = [...trails.values()].flatMap(({ settings }) => settings.cloudWatchLogsRoleArn ?? []);
  return protects(arns, named('roleName')(record), record, 'roles');
};
