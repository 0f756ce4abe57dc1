import { callsOn } from '../../../../shared/domain/step';
import type { SubjectKind } from '../../../../shared/domain/subject';
import type { GrantStatement, RoleGrant } from '../read-role-grants';
import { describeValue } from './describe-value';
import { permissionOfCall } from './permission-of-call';
import type { Page } from './technique-page';
import { wrapped } from './wrapped';

/** docs/permissions.md: every role, statement by statement. `npm run docs` writes it. */
export const permissionsPage = (roles: readonly RoleGrant[]): Page => ({
  path: 'permissions.md',
  text: wrapped(`${[...HEAD, ...roles.flatMap(roleSection)].join('\n')}\n`),
});

const HEAD = [
  '<!-- Generated from services/{member,forensics,central} by `npm run docs`; edit the templates. -->',
  '',
  '# Permissions',
  '',
  'Every role that Trailwarden makes, with what it may do, from the templates. `<account>` and `<region>` are where the role',
  'is; other names in angle brackets are parameters and resources of the template. A *step* is a write that puts something',
  'back; the pages in [techniques](techniques/README.md) say for which technique. An AWS service demands what is *also needed*',
  'from the caller of a step. Tests check that no permission is missing and none is superfluous (`test/templates`).',
];

function roleSection({ name, where, description, boundary, trust, statements }: RoleGrant) {
  return [
    '',
    `## ${describeValue(name)}`,
    '',
    `In ${where}. ${description}`,
    '',
    ...trust.map((statement) => `Who may become it: ${trusted(statement)}`),
    ...(boundary === undefined ? [] : ['', `Its boundary: \`${describeValue(boundary)}\`.`]),
    ...statements.flatMap((statement) =>
      'Fn::If' in statement
        ? statementSection(statement['Fn::If'][1], statement['Fn::If'][0])
        : statementSection(statement),
    ),
  ];
}

const trusted = ({ Principal, Condition }: GrantStatement): string =>
  `${code(describeValue(Principal))}${onlyWhen(Condition)}.`;

function statementSection(statement: GrantStatement, onlyIf?: string): readonly string[] {
  const { Sid = 'Forward', Resource, Condition } = statement;
  const where = onlyIf === undefined ? '' : `, ${PLACES[onlyIf] ?? `only if ${onlyIf}`}`;
  return [
    '',
    `### ${wordsOf(Sid)}`,
    '',
    `On ${onWhat(Resource)}${where}${onlyWhen(Condition)}:`,
    '',
    ...linesOf([statement.Action].flat()),
  ];
}

/** When the templates' own conditions hold. */
const PLACES: Readonly<Record<string, string>> = {
  HasBucketGuard: 'only if `BucketGuard` is not `none`',
  HasBucketModes: 'only if `BucketGuard` is not `none` and `BucketGuardUnits` names any',
  HasBuckets: 'only in the account that owns `ProtectedBuckets`',
  HasForensicAccount: 'only if `ForensicAccountId` names one',
  HasKeys: 'only if `ProtectedKeys` names any',
  HasLoginGuard: 'only if `LoginGuard` is `on`',
  HasLogGroup: 'only if `ProtectedLogGroup` names one',
  HasPackages: 'only if `PackagesBucket` names one',
  HasPlaybooks: 'only if a playbook is deployed',
  HasTopics: 'only if `ProtectedTopics` names any',
  IsManagement: 'only in the management account',
  IsSecurity: 'only in the security account',
  UndoesCT12: 'only if `CT12` is yes',
  UndoesCT14: 'only if `CT14` is yes, not in the management account',
  UndoesKMS05: 'only if `KMS05` is yes',
  UndoesKMS06: 'only if `KMS06` is yes',
  UndoesORG06: 'only if `ORG06` is yes, in the management account',
  UndoesORG07: 'only if `ORG07` is yes, in the management account',
  UndoesORG09: 'only if `ORG09` is yes, in the management account',
  UndoesReported: 'only if `UndoReported` names any row',
};

function onWhat(resource: unknown): string {
  if (resource === '*') return 'everything (`*`)';
  return [resource].flat().map(describeValue).map(code).join(', ');
}

const onlyWhen = (condition: unknown): string => {
  if (condition === undefined) return '';
  const { 'Fn::If': choice } = condition as { 'Fn::If'?: readonly [string, unknown, unknown] };
  if (choice) return `, if \`${choice[0]}\` only where ${code(describeValue(choice[1]))}`;
  return `, only where ${code(describeValue(condition))}`;
};

/** The purpose of each permission, a line each; roles that take no steps need no such distinction. */
function linesOf(permissions: readonly string[]): readonly string[] {
  const steps = permissions.filter((permission) => stepsOfPermission(permission).length > 0);
  const reads = permissions.filter((permission) => /:(Describe|Get|List)/.test(permission));
  const rest = permissions.filter((one) => !steps.includes(one) && !reads.includes(one));
  const isBeside = steps.length > 0 || rest.every((one) => one === 'iam:PassRole');
  if (!isBeside) return [`- ${permissions.map(code).join(', ')}`];
  return [
    ...line(`steps of ${kindsOf(steps)}`, steps.map(stepText)),
    ...line('reads, to look and to read back', reads.map(code)),
    ...line('also needed', rest.map(code)),
  ];
}

const line = (what: string, items: readonly string[]): readonly string[] =>
  items.length > 0 ? [`- ${what}: ${items.join(', ')}`] : [];

const kindsOf = (permissions: readonly string[]): string =>
  [...new Set(permissions.flatMap(stepsOfPermission).map(({ kind }) => kind))].join(', ');

/** With the calls that need it, where they have other names. */
function stepText(permission: string): string {
  const calls = stepsOfPermission(permission).map(({ call }) => call.split(':')[1] ?? call);
  const others = calls.filter((call) => !permission.endsWith(`:${call}`));
  return others.length > 0 ? `${code(permission)} (${calls.join(', ')})` : code(permission);
}

/** `GiveTheTrailItsRole` → `Give the trail its role`. */
const wordsOf = (sid: string): string =>
  sid
    .replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replace('cloud trail', 'CloudTrail');

const code = (text: string): string => `\`${text}\``;

interface NeedingStep {
  readonly kind: SubjectKind;
  /** `s3:DeleteBucketLifecycle` */
  readonly call: string;
}

const STEPS = Object.entries(callsOn).flatMap(([kind, calls]) =>
  Object.keys(calls).map((call) => ({ kind: kind as SubjectKind, call })),
);

/** The steps that a permission is there for; none for a read, and none for what AWS also needs beside a step. */
const stepsOfPermission = (permission: string): readonly NeedingStep[] =>
  STEPS.filter(({ call }) => permissionOfCall(call) === permission);
