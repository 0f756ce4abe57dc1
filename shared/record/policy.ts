import { field, fields, isFields, list, parseJson, text, texts } from './json';
import { type Effect, harm, none, unclear } from './row';

/** A policy document as text or as the object S3 records; undefined when it is neither. */
export function readPolicy(value: unknown): readonly unknown[] | undefined {
  const document = typeof value === 'string' ? parseJson(value) : value;
  if (!isFields(document) || document.Statement === undefined) return undefined;
  return list(document.Statement);
}

export const CLOUDTRAIL = 'cloudtrail.amazonaws.com';

/** Does the policy let CloudTrail do all of these? Conditions on an Allow are taken to be met. */
export const lets = (statements: readonly unknown[], actions: readonly string[]): boolean =>
  actions.every((action) => statements.some((one) => isAbout(one, 'Allow', action))) &&
  !denies(statements, actions);

/** Does the policy keep CloudTrail from one of these? */
export const denies = (statements: readonly unknown[], actions: readonly string[]): boolean =>
  actions.some((action) =>
    statements.some((one) => isAbout(one, 'Deny', action) && !sparesCloudTrail(one)),
  );

const isAbout = (statement: unknown, effect: string, action: string): boolean =>
  field(statement, 'Effect') === effect && isForCloudTrail(statement) && covers(statement, action);

function isForCloudTrail(statement: unknown): boolean {
  const { Principal, NotPrincipal } = fields(statement);
  if (NotPrincipal !== undefined)
    return !texts(field(NotPrincipal, 'Service')).includes(CLOUDTRAIL);
  if (Principal === '*' || Principal === undefined) return true;
  return (
    texts(field(Principal, 'AWS')).includes('*') ||
    texts(field(Principal, 'Service')).includes(CLOUDTRAIL)
  );
}

/** `s3:Put*` covers `s3:PutObject`; `NotAction` covers what it does not name. */
export function covers(statement: unknown, action: string): boolean {
  const { Action, NotAction } = fields(statement);
  if (NotAction !== undefined) return !texts(NotAction).some((one) => matches(one, action));
  return texts(Action).some((one) => matches(one, action));
}

export function matches(pattern: string, value: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\*+/g, '.*').replace(/\?/g, '.')}$`, 'i').test(value);
}

/** Conditions of a Deny that CloudTrail's own calls never meet: it uses TLS, sets the ACL, and is a service. */
const SPARING: ReadonlySet<string> = new Set([
  'aws:securetransport',
  's3:x-amz-acl',
  's3:tlsversion',
  'aws:principalisawsservice',
]);

/**
 * A service has no principal ARN or account, so a condition that asks for one spares it, and one that
 * excludes some does not. [D] reference_policies_elements_condition_operators
 */
const sparesCloudTrail = (statement: unknown): boolean =>
  Object.entries(fields(field(statement, 'Condition'))).some(([operator, keys]) =>
    Object.keys(fields(keys)).some((key) => {
      const name = key.toLowerCase();
      return SPARING.has(name) || (name.startsWith('aws:principal') && !/not/i.test(operator));
    }),
  );

/** Does the policy let the whole world do something? `IfExists` asks nothing of a caller without such a key. */
const opensToAll = (statements: readonly unknown[]): boolean =>
  statements.some((one) => {
    if (field(one, 'Effect') !== 'Allow') return false;
    const { Principal, NotPrincipal } = fields(one);
    const isAnybody =
      NotPrincipal !== undefined ||
      Principal === '*' ||
      texts(field(Principal, 'AWS')).includes('*');
    return isAnybody && !saysWho(one);
  });

const saysWho = (statement: unknown): boolean =>
  conditions(statement).some(
    ({ operator, key, values }) =>
      WHO.test(key) &&
      !/not|ifexists|^null$|foranyvalue:null/i.test(operator) &&
      values.length > 0 &&
      !values.includes('*'),
  );

const WHO =
  /^(aws:(principal|source(arn|account|owner|org|vpc|ip)|userid|username)|kms:(calleraccount|grantispresent)|s3:dataaccesspoint)/;

interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

const conditions = (statement: unknown): readonly Condition[] =>
  Object.entries(fields(field(statement, 'Condition'))).flatMap(([operator, keys]) =>
    Object.entries(fields(keys)).map(([key, value]) => ({
      operator,
      key: key.toLowerCase(),
      values: texts(value),
    })),
  );

/** Accounts other than the owner's that the policy names in an Allow. */
const otherAccounts = (
  statements: readonly unknown[],
  owner: string | undefined,
): readonly string[] => {
  const named = statements
    .filter((one) => field(one, 'Effect') === 'Allow')
    .flatMap((one) => texts(field(one, 'Principal', 'AWS')))
    .flatMap(
      (one) => /^\d{12}$/.exec(one)?.[0] ?? /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(one)?.[1] ?? [],
    );
  return [...new Set(named)].filter((id) => id !== owner);
};

/** A statement by which CloudTrail may only act where AWS takes it for this owner: the default of a topic. */
export const isByOwner = (statement: unknown): boolean =>
  conditions(statement).some(({ key }) => key === 'aws:sourceowner');

/** What a policy gives to more than it must, and no more than a look can tell whether that is meant. */
export function opened(
  statements: readonly unknown[],
  owner: string | undefined,
  what: string,
): Effect {
  if (opensToAll(statements)) return harm(`The policy of ${what} lets all the world in.`);
  const others = otherAccounts(statements, owner);
  return others.length > 0
    ? unclear(
        `The policy of ${what} lets ${others.join(', ')} in; whether it did before is not known.`,
      )
    : none;
}

/** What a statement's `aws:SourceArn` allows; none when it has no such condition. */
export const sourceArns = (statement: unknown): readonly string[] =>
  Object.values(fields(field(statement, 'Condition'))).flatMap((keys) =>
    Object.entries(fields(keys)).flatMap(([key, value]) =>
      key.toLowerCase() === 'aws:sourcearn' ? texts(value) : [],
    ),
  );

export const resourcesOf = (statement: unknown): readonly string[] => {
  const { Resource } = fields(statement);
  return texts(Resource).flatMap((one) => text(one) ?? []);
};
