import { holds, readOperator } from '../../record/statements/conditions';
import { actionLike, includes, uncovered } from '../../record/statements/covers';
import { mayMeet } from '../../record/statements/like';
import type { Organization } from '../../record/statements/reach';
import type { Condition, PolicyStatement } from '../../record/statements/statement';
import { type AtFault, atFault } from './fault';
import { type GuardedBucket, type Need, needsOf } from './needs';
import { isElsewhere, mayBeShut } from './networks';

/** Each Deny that shuts out who was able to before, and each Allow that one had and has not. */
export function lockedOut(
  before: readonly PolicyStatement[] | undefined,
  now: readonly PolicyStatement[],
  bucket: GuardedBucket,
  organization: Organization,
): readonly AtFault[] {
  const was = before ?? [];
  const isNew = (one: PolicyStatement) => uncovered(one, was, bucket.ownerAccountId).length > 0;
  const found = needsOf(bucket, organization).flatMap((any) => {
    const need = whereAllowed(any, was);
    if (before && !isAble(before, need)) return [];
    if (isAble(now, need))
      return before ? shutElsewhere(now, need).filter(isNew).map(mayBeShut) : [];
    const sentence = `${need.who} can no longer ${need.what}`;
    const shut = shuttingOut(now, need).filter(isNew);
    const gone = lettingIn(now, need).length === 0 ? lettingIn(was, need) : [];
    return [
      ...shut.map((one) => atFault('lock-out', 'now', one, sentence)),
      ...gone.map((one) => atFault('lock-out', 'before', one, sentence)),
    ];
  });
  return found.filter((one, at) => found.findIndex((other) => isSame(one, other)) === at);
}

/** One statement takes away several needs; the first tells. */
const isSame = (one: AtFault, other: AtFault): boolean =>
  one.from === other.from && one.index === other.index;

/**
 * The same need of the objects for which the policy allowed it: logs are under one prefix, and what is denied elsewhere
 * harms none.
 */
function whereAllowed(need: Need, statements: readonly PolicyStatement[]): Need {
  const resources = lettingIn(statements, need)
    .flatMap((one) => (one.resources.isAllBut ? need.resources : one.resources.items))
    .filter((one) => need.resources.some((other) => mayMeet(one, other)));
  return need.needsAllow && resources.length > 0 ? { ...need, resources } : need;
}

/** As far as the policy tells: a condition that only a request can answer counts for the one who asks. */
const isAble = (statements: readonly PolicyStatement[], need: Need): boolean =>
  (!need.needsAllow || lettingIn(statements, need).length > 0) &&
  shuttingOut(statements, need).length === 0;

const lettingIn = (statements: readonly PolicyStatement[], need: Need) =>
  statements.filter(
    (one) =>
      one.allows && isAbout(one, need) && one.conditions.every((c) => isMet(c, need) ?? true),
  );

const shuttingOut = (statements: readonly PolicyStatement[], need: Need) =>
  statements.filter(
    (one) =>
      !one.allows && isAbout(one, need) && one.conditions.every((c) => isMet(c, need) ?? false),
  );

/** Every Deny of the owner that only a network decides. */
const shutElsewhere = (statements: readonly PolicyStatement[], need: Need) =>
  need.needsAllow
    ? []
    : statements.filter(
        (one) =>
          !one.allows &&
          isAbout(one, need) &&
          one.conditions.every((c) => isMet(c, need) ?? isElsewhere(c)),
      );

const isAbout = ({ principals, actions, resources }: PolicyStatement, need: Need): boolean =>
  includes(principals, need.principal, (item, one) => item === '*' || item === one) &&
  includes(actions, need.action, actionLike) &&
  (resources.isAllBut ||
    resources.items.some((item) => need.resources.some((one) => mayMeet(item, one))));

/** Undefined where only the request can tell. */
function isMet({ operator, key, values }: Condition, { request }: Need): boolean | undefined {
  const { base, isNegated, ifExists } = readOperator(operator);
  const sent = request.get(key);
  if (sent === undefined) return undefined;
  if (base === 'null') return values.some((one) => one.toLowerCase() === String(sent === null));
  // Of no value, all are as they must be and none is.
  if (sent === null)
    return base.startsWith('for') ? base.startsWith('forall') : isNegated || ifExists;
  return values.some((one) => holds(base, one, sent)) !== isNegated;
}
