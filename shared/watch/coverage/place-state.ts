import type {
  CoveringTrail,
  ExemptDifference,
  KnownCoverage,
  ListedAccount,
  Missed,
  ShortTrail,
} from '../../domain/coverage';
import { describeObstacle } from '../../domain/obstacle';

/** Every state of an account × Region, worst first; from `guarded` on nothing needs to be done. */
export const placeStates = [
  'blind', // looked at, and nothing there records all management events
  'not enrolled', // our role cannot be assumed: the member stack is missing
  'unreachable', // could not be looked at, for another reason
  'never', // never looked at
  'stale', // the last look is too old to believe
  'silent', // guarded by its last look, but its events do not reach us
  'guarded',
  'joining', // Organizations' state of the account: it is not to be looked at
  'suspended',
  'closed',
] as const;

export type PlaceStateName = (typeof placeStates)[number];

export interface PlaceState {
  readonly accountId: string;
  readonly name: string;
  readonly region: string;
  readonly state: PlaceStateName;
  /** Since when looks have found it so; absent where it was not looked at. */
  readonly since?: string;
  readonly lookedAt?: string;
  /** Who asked for the last look. */
  readonly by?: string;
  /** One sentence for people; absent where there is nothing to add. */
  readonly why?: string;
  /** Differences that are left alone for now. */
  readonly exempt?: readonly ExemptDifference[];
  /** ARNs of subjects that exist and are no longer guarded, because a person retired them. */
  readonly retired?: readonly string[];
  readonly trails: readonly CoveringTrail[];
  /** Others of its Region tick, and no tick of this one was ever heard. */
  readonly neverTicked?: true;
}

interface Moment {
  readonly now: Date;
  /** A look that is older than this proves nothing any more. */
  readonly staleAfterMs: number;
}

/** The state of an account × Region now. `last` is absent when it was never looked at. */
export function placeState(
  account: ListedAccount,
  region: string,
  last: KnownCoverage | undefined,
  moment: Moment,
): PlaceState {
  const place = { accountId: account.id, name: account.name, region };
  const inactive = INACTIVE[account.state];
  if (inactive) return { ...place, state: inactive, trails: [] };
  if (!last) {
    return { ...place, state: 'never', why: 'no look at it was recorded', trails: [] };
  }
  const { lookedAt, since, by, coverage, exempt, retired } = last;
  const seen = {
    ...place,
    lookedAt,
    by,
    trails: 'trails' in coverage ? coverage.trails : [],
    ...(exempt && { exempt }),
    ...(retired && { retired }),
  };
  if (moment.now.getTime() - Date.parse(lookedAt) > moment.staleAfterMs) {
    return { ...seen, state: 'stale', since: lookedAt, why: `it was ${coverage.kind} then` };
  }
  if (coverage.kind === 'guarded') return { ...seen, state: 'guarded', since };
  if (coverage.kind === 'blind') {
    return { ...seen, state: 'blind', since, why: whyBlind(coverage.trails) };
  }
  const state = isNotEnrolled(coverage, account.id) ? 'not enrolled' : 'unreachable';
  return { ...seen, state, since, why: whyUnreachable(coverage, account.id) };
}

/** Does this state need a person? */
export const isBad = ({ state }: PlaceState): boolean =>
  placeStates.indexOf(state) < placeStates.indexOf('guarded');

/** [D] API_Account: the values of State. An account in a state that is not listed here is looked at. */
const INACTIVE: Readonly<Record<string, PlaceStateName>> = {
  PENDING_ACTIVATION: 'joining',
  SUSPENDED: 'suspended',
  PENDING_CLOSURE: 'closed',
  CLOSED: 'closed',
};

/** The account's own trail: the organization's is read where it lives, with the role of that account. */
const isNotEnrolled = (missed: Missed, accountId: string): boolean =>
  missed.why.kind === 'denied' &&
  missed.why.call === 'sts:AssumeRole' &&
  ownerOf(missed, accountId) === accountId;

const ownerOf = ({ trail }: Missed, accountId: string): string => trail?.split(':')[4] ?? accountId;

/** Names the trail where it belongs to another account, which is then the one that could not be read. */
const whyUnreachable = (missed: Missed, accountId: string): string =>
  ownerOf(missed, accountId) === accountId
    ? describeObstacle(missed.why)
    : `${describeObstacle(missed.why)}, of ${missed.trail}`;

const whyBlind = (trails: readonly ShortTrail[]): string =>
  trails.length === 0
    ? 'there is no trail'
    : trails.map(({ id, lacks }) => `${trailName(id)}: ${lacks.join(', ')}`).join('; ');

const trailName = (arn: string): string => arn.split('/').at(-1) ?? arn;
