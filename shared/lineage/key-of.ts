import type { Link, Person } from '../domain/lineage';
import { describeObstacle } from '../domain/obstacle';
import { evidenceOf, happenedAt, type Told } from './first-seen';
import type { KeyMadeAt } from './key-made-at';
import { whoMadeKey } from './questions';
import { principalOf, type Seen } from './recognized';
import type { Found, Search } from './search';

interface Held {
  readonly seen: Seen;
  readonly told: Told;
  readonly human: Person | undefined;
  readonly keyMadeAt: KeyMadeAt | undefined;
}

/**
 * How old a user's key is and who made it. A key that somebody else made within a day says little of its
 * user: it is how a stolen administrator becomes somebody else. Nothing where there is no such key.
 */
export async function keyOf(
  search: Search,
  { seen, told, human, keyMadeAt }: Held,
): Promise<{ readonly link: Link; readonly human?: Person } | undefined> {
  const { accessKeyId, accountId, userName, type } = seen.identity;
  if (type !== 'IAMUser' || !accessKeyId?.startsWith('AKIA') || !accountId) return undefined;
  const at = seen.at ?? happenedAt(told);
  const found = await search.find(whoMadeKey(accountId, accessKeyId, { region: told.region, at }));
  const link = { kind: 'access-key', principal: accessKeyId, accountId } as const;
  if (!found) {
    const age = await ageOf(keyMadeAt, { accountId, userName: userName ?? '', accessKeyId });
    return { link: { ...link, evidence: seen.evidence, certainty: 'guess', ...age } };
  }
  return { link: { ...link, ...madeBy(found) }, ...doubted(found, { seen, at, human }) };
}

const UNRECORDED =
  'No record tells who made the key: it is older than 90 days, or the records of its making could not be read.';

async function ageOf(
  keyMadeAt: KeyMadeAt | undefined,
  key: Parameters<KeyMadeAt>[0],
): Promise<Partial<Link> & Pick<Link, 'why'>> {
  const answer = key.userName ? await keyMadeAt?.(key) : undefined;
  if (answer?.kind === 'found') {
    const why = `IAM says that the key was made at ${answer.value}. ${UNRECORDED}`;
    return { at: answer.value, evidence: { source: 'IAM' }, certainty: 'certain', why };
  }
  if (answer?.kind === 'obstacle') {
    return {
      why: `${UNRECORDED} IAM does not say how old it is: ${describeObstacle(answer.why)}.`,
    };
  }
  return { why: answer ? `${UNRECORDED} ${answer.why}` : UNRECORDED };
}

function madeBy(found: Found): Omit<Link, 'kind' | 'principal'> {
  const { eventTime, identity } = found.call;
  return {
    ...(eventTime && { at: eventTime }),
    evidence: evidenceOf(found),
    certainty: 'certain',
    why: `The key was made ${eventTime ? `at ${eventTime} ` : ''}by ${principalOf(identity)}.`,
  };
}

const DAY_MS = 86_400_000;

function doubted(
  { call }: Found,
  {
    seen,
    at,
    human,
  }: { readonly seen: Seen; readonly at: string; readonly human: Person | undefined },
): { readonly human?: Person } {
  const maker = principalOf(call.identity);
  const age = Date.parse(at) - Date.parse(call.eventTime ?? '');
  if (!human || maker === principalOf(seen.identity) || !(age < DAY_MS)) return {};
  const why = `${human.why} But ${maker} made that key less than a day before, and may hold it.`;
  return { human: { ...human, certainty: 'guess', why } };
}
