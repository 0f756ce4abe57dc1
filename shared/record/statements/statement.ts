import { fields, isFields, list, parseJson } from '../json';
import { readPolicy } from '../policy';

/** What an element of a statement names: each of these, or (`NotAction` and the like) all but these. */
export interface Span {
  readonly isAllBut: boolean;
  readonly items: readonly string[];
}

/** Operator and key in lower case: IAM does not tell cases apart there. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  /** The key as it was written. */
  readonly name: string;
  readonly values: readonly string[];
}

/** A statement of a bucket policy, spelled in one way, so that only its meaning is left to compare. */
export interface PolicyStatement {
  readonly index: number;
  readonly allows: boolean;
  /** `*`, ARNs (an account's is that of its root), and `Service:…`, `Federated:…`, `CanonicalUser:…`. */
  readonly principals: Span;
  readonly actions: Span;
  readonly resources: Span;
  readonly conditions: readonly Condition[];
  /** As it was written. */
  readonly written: Readonly<Record<string, unknown>>;
}

/**
 * The statements of a policy; none where there is no policy. Undefined when the text is not a policy, or one of its
 * statements is not as S3 takes it: what is not understood is never taken for harmless.
 */
export function readStatements(
  policy: string | undefined,
  partition: string,
): readonly PolicyStatement[] | undefined {
  if (policy === undefined) return [];
  const statements = readPolicy(policy)?.map((one, index) => readStatement(one, index, partition));
  if (!statements?.every((one) => one !== undefined)) return undefined;
  return hasVariables(policy) ? statements : statements.map(withoutVariables);
}

function readStatement(
  value: unknown,
  index: number,
  partition: string,
): PolicyStatement | undefined {
  if (!isFields(value) || (value.Effect !== 'Allow' && value.Effect !== 'Deny')) return undefined;
  const principals = spanOf(value, 'Principal', (who) => namesOf(who, partition));
  const actions = spanOf(value, 'Action', textsOf);
  const resources = spanOf(value, 'Resource', textsOf);
  const conditions = conditionsOf(value.Condition ?? {});
  if (!principals || !actions || !resources || !conditions) return undefined;
  const allows = value.Effect === 'Allow';
  return { index, allows, principals, actions, resources, conditions, written: value };
}

function spanOf(
  statement: Readonly<Record<string, unknown>>,
  element: string,
  read: (value: unknown) => readonly string[] | undefined,
): Span | undefined {
  const isAllBut = statement[`Not${element}`] !== undefined;
  const items = read(statement[isAllBut ? `Not${element}` : element]);
  return items && items.length > 0 ? { isAllBut, items } : undefined;
}

/** Undefined when one of them is no text. Numbers and booleans, as people write them in conditions, are text here. */
function textsOf(value: unknown): readonly string[] | undefined {
  const items = list(value);
  return items.every((one) => ['string', 'boolean', 'number'].includes(typeof one))
    ? items.map(String)
    : undefined;
}

/** S3 reads an account id back as the ARN of its root, and `{"AWS": "*"}` is every caller, as `"*"` is. */
function namesOf(value: unknown, partition: string): readonly string[] | undefined {
  if (!isFields(value)) return value === '*' ? ['*'] : undefined;
  const names = Object.entries(value).map(([type, one]) =>
    textsOf(one)?.map((name) => {
      if (name === '*') return '*';
      if (type !== 'AWS') return `${type}:${name}`;
      return /^\d{12}$/.test(name) ? `arn:${partition}:iam::${name}:root` : name;
    }),
  );
  return names.every((some) => some !== undefined) ? names.flat() : undefined;
}

function conditionsOf(value: unknown): readonly Condition[] | undefined {
  if (!isFields(value) || !Object.values(value).every(isFields)) return undefined;
  const conditions = Object.entries(value).flatMap(([operator, keys]) =>
    Object.entries(fields(keys)).map(([key, some]) => {
      const values = textsOf(some);
      return (
        values && { operator: operator.toLowerCase(), key: key.toLowerCase(), name: key, values }
      );
    }),
  );
  return conditions.every((one) => one !== undefined) ? conditions : undefined;
}

/** `${aws:username}` is a variable in this version only. [D] reference_policies_elements_version */
const hasVariables = (policy: string): boolean =>
  fields(parseJson(policy)).Version === '2012-10-17';

/** In older versions `${` is text, so a Deny with a variable in it loses its meaning with the version alone. */
function withoutVariables(statement: PolicyStatement): PolicyStatement {
  const literal = (items: readonly string[]) => items.map((one) => one.replaceAll('${', '$ {'));
  const { resources, conditions } = statement;
  return {
    ...statement,
    resources: { ...resources, items: literal(resources.items) },
    conditions: conditions.map((one) => ({ ...one, values: literal(one.values) })),
  };
}
