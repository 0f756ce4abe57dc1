import { durationText } from '../../domain/duration-text';
import type { Link, Person } from '../../domain/lineage';
import { describeObstacle } from '../../domain/obstacle';
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
 * How old a user's key is and who made it. A key that another principal made within a day says little about its
 * user: with such a key, the thief of an administrator's credentials acts as another user. Nothing where there is no
 * such key.
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
    const key = { accountId, userName: userName ?? '', accessKeyId };
    const age = await ageOf(keyMadeAt, { key, at, unread: search.unread() });
    return { link: { ...link, evidence: seen.evidence, certainty: 'guess', ...age } };
  }
  return { link: { ...link, ...madeBy(found) }, ...doubted(found, { seen, at, human }) };
}

interface Asked {
  readonly key: Parameters<KeyMadeAt>[0];
  /** When the key was used. */
  readonly at: string;
  /** The sources that could not be asked. */
  readonly unread: readonly string[];
}

/**
 * Why no record was found, but only where something tells the reason: the key's own date, or a place that was not
 * read.
 */
async function ageOf(
  keyMadeAt: KeyMadeAt | undefined,
  { key, at, unread }: Asked,
): Promise<Partial<Link> & Pick<Link, 'why'>> {
  const answer = key.userName ? await keyMadeAt?.(key) : undefined;
  const none = `No record of who made the key was found${unread.length > 0 ? ', as far as the records could be read' : ''}`;
  if (answer?.kind === 'found') {
    const ageMs = Date.parse(at) - Date.parse(answer.value);
    const old = ageMs > HISTORY_MS ? ': Event history keeps calls for 90 days' : '';
    const age = ageMs > 0 ? `, ${durationText(ageMs)} before this call` : '';
    const why = `IAM says that the key was made at ${answer.value}${age}. ${none}${old}.`;
    return { at: answer.value, evidence: { source: 'IAM' }, certainty: 'certain', why };
  }
  if (answer?.kind === 'obstacle') {
    return { why: `${none}. IAM does not say how old it is: ${describeObstacle(answer.why)}.` };
  }
  return { why: answer ? `${none}. ${answer.why}` : `${none}. How old it is was not asked.` };
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
const HISTORY_MS = 90 * DAY_MS;

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
