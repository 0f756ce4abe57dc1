import { pageAt } from '../../core/page';
import { type Action, type Call, NotEmulated, Refusal, type World } from '../../core/service';
import { detectorAt, type Finding } from '../state';

/** An account has at most one detector in a Region. No more pages: an empty token. [MEM] */
export const listDetectors: Action = {
  rest: {
    ...{ method: 'GET', path: '/detector' },
    query: { maxResults: 'maxResults', nextToken: 'nextToken' },
  },
  handle: (call, world) => {
    const { id } = detectorAt(world, call) ?? {};
    return { detectorIds: id === undefined ? [] : [id], nextToken: '' };
  },
};

export const listFindings: Action = {
  rest: { method: 'POST', path: '/detector/{detectorId}/findings' },
  handle: (call, world) => {
    const { input } = call;
    const { attributeName = 'id', orderBy = 'ASC' } = part(input.sortCriteria);
    const found = [...findingsOf(call, world).values()]
      .filter((one) => fits(one, part(part(input.findingCriteria).criterion)))
      .sort((a, b) => (textAt(a, attributeName) < textAt(b, attributeName) ? -1 : 1));
    const { items, next } = pageAt(orderBy === 'DESC' ? found.toReversed() : found, {
      token: input.nextToken === '' ? undefined : input.nextToken,
      size: Number(input.maxResults ?? 50),
      invalid: () => invalid('the input parameter nextToken is not valid'),
    });
    return { findingIds: items.map(({ id }) => id), nextToken: next ?? '' };
  },
};

/** What is not there is left out. [MEM] */
export const getFindings: Action = {
  rest: { method: 'POST', path: '/detector/{detectorId}/findings/get' },
  handle: (call, world) => {
    const findings = findingsOf(call, world);
    const { findingIds } = call.input;
    if (!Array.isArray(findingIds) || findingIds.length > 50)
      throw invalid('the value of parameter findingIds is not valid');
    return { findings: findingIds.flatMap((id) => findings.get(String(id)) ?? []) };
  },
};

/** The sentence: [R] moto. */
function findingsOf(call: Call, world: World): ReadonlyMap<string, Finding> {
  const detector = detectorAt(world, call);
  if (detector !== undefined && detector.id === call.input.detectorId) return detector.findings;
  throw invalid('the input detectorId is not owned by the current account');
}

const invalid = (why: string): Refusal =>
  new Refusal('BadRequestException', `The request is rejected because ${why}.`);

type Part = Readonly<Record<string, unknown>>;

const part = (value: unknown): Part =>
  typeof value === 'object' && value !== null ? (value as Part) : {};

const at = (finding: Finding, path: unknown): unknown =>
  String(path)
    .split('.')
    .reduce<unknown>((tree, name) => part(tree)[name], finding);

const textAt = (finding: Finding, path: unknown): string => String(at(finding, path) ?? '');

/** Every criterion holds. Times are compared in milliseconds. [D] API_ListFindings */
function fits(finding: Finding, criteria: Part): boolean {
  return Object.entries(criteria).every(([path, condition]) => {
    const value = at(finding, path);
    const number = typeof value === 'number' ? value : Date.parse(String(value));
    return Object.entries(part(condition)).every(([operator, wanted]) => {
      const compare = comparisons[operator];
      if (compare) return compare(number, Number(wanted));
      const isIn = Array.isArray(wanted) && wanted.map(String).includes(String(value));
      if (operator === 'equals' || operator === 'eq') return isIn;
      if (operator === 'notEquals' || operator === 'neq') return !isIn;
      throw new NotEmulated(`sandbox: the criterion ${operator} of GuardDuty is not emulated`);
    });
  });
}

const comparisons: Readonly<Record<string, (one: number, other: number) => boolean>> = {
  gt: (one, other) => one > other,
  greaterThan: (one, other) => one > other,
  gte: (one, other) => one >= other,
  greaterThanOrEqual: (one, other) => one >= other,
  lt: (one, other) => one < other,
  lessThan: (one, other) => one < other,
  lte: (one, other) => one <= other,
  lessThanOrEqual: (one, other) => one <= other,
};
