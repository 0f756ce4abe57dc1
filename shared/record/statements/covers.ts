import { implies } from './conditions';
import { like, mayMeet } from './like';
import type { PolicyStatement, Span } from './statement';

/**
 * What a statement says, in parts of one principal, action and resource, that no single one of the others says as
 * well. Sound, and not complete: what only two others say together counts as said by none, so a policy may be judged
 * wider than it is, and never narrower.
 */
export function uncovered(
  statement: PolicyStatement,
  others: readonly PolicyStatement[],
  owner: string,
): readonly PolicyStatement[] {
  if (others.some((other) => covers(other, statement, owner))) return [];
  return partsOf(statement, MOST_COMPARED / Math.max(others.length, 1)).filter(
    (part) => !others.some((other) => covers(other, part, owner)),
  );
}

/** Does one statement say everything that the other says? */
export const covers = (outer: PolicyStatement, inner: PolicyStatement, owner: string): boolean =>
  outer.allows === inner.allows &&
  spans(
    outer.principals,
    inner.principals,
    names(outer.allows ? owner : undefined),
    shareAccount,
  ) &&
  spans(outer.actions, inner.actions, actionLike, mayMeet) &&
  spans(outer.resources, inner.resources, like, mayMeet) &&
  outer.conditions.every((one) => inner.conditions.some((other) => implies(other, one)));

/** May there be a request that both are about? Their conditions are not asked. */
export const mayConcernTheSame = (one: PolicyStatement, other: PolicyStatement): boolean =>
  mayOverlap(one.principals, other.principals, shareAccount) &&
  mayOverlap(one.actions, other.actions, mayMeet) &&
  mayOverlap(one.resources, other.resources, mayMeet);

type Relation = (outer: string, inner: string) => boolean;

/** Is this one among what the span names? */
export const includes = (span: Span, one: string, isLike: Relation): boolean =>
  span.items.some((item) => isLike(item, one)) !== span.isAllBut;

/** Parts times the statements that each is compared with: a policy made to keep us busy has millions of combinations. */
const MOST_COMPARED = 2_048;

function partsOf(statement: PolicyStatement, most: number): readonly PolicyStatement[] {
  const principals = singles(statement.principals);
  const actions = singles(statement.actions);
  const resources = singles(statement.resources);
  if (principals.length * actions.length * resources.length > most) return [statement];
  return principals.flatMap((who) =>
    actions.flatMap((what) =>
      resources.map((where) => ({
        ...statement,
        principals: who,
        actions: what,
        resources: where,
      })),
    ),
  );
}

const singles = (span: Span): readonly Span[] =>
  span.isAllBut ? [span] : span.items.map((item) => ({ isAllBut: false, items: [item] }));

function spans(outer: Span, inner: Span, isWithin: Relation, mayBeBoth: Relation): boolean {
  const has = (some: readonly string[], one: string) => some.some((item) => isWithin(item, one));
  if (outer.isAllBut && inner.isAllBut) return outer.items.every((one) => has(inner.items, one));
  if (outer.isAllBut) return !mayOverlap(inner, { ...outer, isAllBut: false }, mayBeBoth);
  if (inner.isAllBut) return has(outer.items, '*');
  return inner.items.every((one) => has(outer.items, one));
}

/** All but some is taken for everything. */
const mayOverlap = (one: Span, other: Span, mayBeBoth: Relation): boolean =>
  one.isAllBut ||
  other.isAllBut ||
  one.items.some((item) => other.items.some((text) => mayBeBoth(item, text)));

/** The account in an ARN that has one. */
export const accountIn = (arn: string): string | undefined =>
  /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn)?.[1];

/**
 * A root stands for its account: a Deny of it denies every caller there, and an Allow of another account's root may let in any of its callers. In
 * the owner's own account a root lets in only callers whom IAM lets in, while a caller who is named needs no such policy.
 * [D] reference_policies_elements_principal
 */
const names =
  (owner: string | undefined): Relation =>
  (outer, inner) => {
    if (outer === '*' || outer === inner) return true;
    const account = outer.endsWith(':root') ? accountIn(outer) : undefined;
    return account !== undefined && account !== owner && account === accountIn(inner);
  };

function shareAccount(one: string, other: string): boolean {
  const account = accountIn(one);
  return (
    one === '*' ||
    other === '*' ||
    one === other ||
    (account !== undefined && account === accountIn(other))
  );
}

/** `*` is every action there is, and of a bucket that is `s3:*`. */
export const actionLike: Relation = (outer, inner) =>
  like(outer === '*' ? 's3:*' : outer.toLowerCase(), inner === '*' ? 's3:*' : inner.toLowerCase());
