import { like } from './like';
import type { Condition } from './statement';

/** Is the second condition met by every request that meets the first? */
export function implies(inner: Condition, outer: Condition): boolean {
  const [is, must] = [readOperator(inner.operator), readOperator(outer.operator)];
  if (inner.key !== outer.key || is.isNegated !== must.isNegated) return false;
  if (is.ifExists && !must.ifExists) return false;
  const [some, all] = [
    { base: is.base, values: inner.values },
    { base: must.base, values: outer.values },
  ];
  // "None of these" is met by fewer the more it names.
  const [narrow, wide] = must.isNegated ? [all, some] : [some, all];
  return (
    (narrow.base === wide.base || (narrow.base === 'stringequals' && wide.base === 'stringlike')) &&
    narrow.values.every((one) => wide.values.some((value) => holds(wide.base, value, one)))
  );
}

const SETS = /^for(any|all)values?:/;
const NEGATED = /^(for(?:any|all)values?:)?(?:(string|arn|numeric|date)not|not(?=ip))/;

/** The operator without `IfExists` and without its negation; those of ARNs mean the same. [D] Conditions_ARN */
export function readOperator(operator: string) {
  const base = operator.replace(/ifexists$/, '');
  const isNegated = NEGATED.test(base);
  const plain = isNegated ? base.replace(NEGATED, '$1$2') : base;
  return { base: plain.replace('arnequals', 'arnlike'), isNegated, ifExists: base !== operator };
}

/** Does what the second text stands for satisfy the comparison with the first? */
export const holds = (base: string, wide: string, narrow: string): boolean =>
  wide === narrow || (comparisons.get(base.replace(SETS, ''))?.(wide, narrow) ?? false);

const inAnyCase = (wide: string, narrow: string) => wide.toLowerCase() === narrow.toLowerCase();
const atMost = (wide: string, narrow: string) => Number(narrow) <= Number(wide);
const atLeast = (wide: string, narrow: string) => Number(narrow) >= Number(wide);

/** Any other compares texts as they are. */
const comparisons: ReadonlyMap<string, (wide: string, narrow: string) => boolean> = new Map([
  ['stringlike', like],
  ['arnlike', arnLike],
  ['stringequalsignorecase', inAnyCase],
  ['bool', inAnyCase],
  ['null', inAnyCase],
  ['numericequals', (wide, narrow) => Number(wide) === Number(narrow)],
  ['numericlessthan', atMost],
  ['numericlessthanequals', atMost],
  ['numericgreaterthan', atLeast],
  ['numericgreaterthanequals', atLeast],
  ['ipaddress', isInRange],
]);

/** Its six parts are compared each for itself, so no star reaches over a colon. [D] Conditions_ARN */
function arnLike(wide: string, narrow: string): boolean {
  const [outer, inner] = [partsOf(wide), partsOf(narrow)];
  return wide === '*' || outer.every((part, at) => like(part, inner[at] ?? ''));
}

function partsOf(arn: string): readonly string[] {
  const parts = arn.split(':');
  return [0, 1, 2, 3, 4].map((at) => parts[at] ?? '').concat(parts.slice(5).join(':'));
}

/** Of IPv4; an IPv6 range is in no other than one with the same text. */
export function isInRange(wide: string, narrow: string): boolean {
  const [outer, inner] = [readRange(wide), readRange(narrow)];
  if (!outer || !inner || inner.bits < outer.bits) return wide === narrow;
  const size = 2 ** (32 - outer.bits);
  return Math.floor(outer.address / size) === Math.floor(inner.address / size);
}

function readRange(text: string) {
  const [, address, bits = '32'] = /^(\d+\.\d+\.\d+\.\d+)(?:\/(\d+))?$/.exec(text) ?? [];
  const number = address?.split('.').reduce((sum, one) => sum * 256 + Number(one), 0);
  return number === undefined ? undefined : { address: number, bits: Number(bits) };
}
