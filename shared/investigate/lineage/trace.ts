import type { Answer } from '../../domain/contact';
import { durationText } from '../../domain/duration-text';
import type { Lineage, Link, Person } from '../../domain/lineage';
import type { RecordSource } from '../../domain/lookup';
import { describeObstacle } from '../../domain/obstacle';
import { evidenceOf, firstSeen, happenedAt, type Told } from './first-seen';
import { namedPerson, readsLikePerson } from './named-person';
import { whoMadeKey } from './questions';
import { isSession, sessionParts } from './read-identity';
import { principalOf, type Seen } from './recognized';
import { type Found, openSearch, type Search } from './search';
import { atMost, walk } from './walk';

export interface TracePorts {
  /** In order: each is asked for what those before it do not have. Event history is first. */
  readonly sources: readonly RecordSource[];
  /** Where STS may have been called, besides the Region of the call. */
  readonly regions: readonly string[];
  readonly now: () => number;
  /** Absent where IAM cannot be asked. */
  readonly keyMadeAt?: KeyMadeAt;
}

/** Event history has a call after about five minutes, and says fifteen at most. [D] view-cloudtrail-events */
export const HISTORY_LAG_MS = 20 * 60_000;

/**
 * From the record of an incident back to a human, as far as records go. `known` is that record, if it was read
 * already. Never rejects, and always says why the chain ended.
 */
export async function trace(ports: TracePorts, told: Told, known?: Seen): Promise<Lineage> {
  const { evidence } = told;
  if (!evidence) return withoutEvent;
  const search = openSearch(ports.sources);
  const first = known ?? (await firstSeen(search, { ...told, evidence }));
  const sure = evidence.certainty ?? 'certain';
  const { regions } = ports;
  const { links, walked, end, lost } = await walk(search, { first, told, regions, sure });
  const last = walked.at(-1);
  const key =
    last &&
    (await keyOf(search, { seen: last, told, human: end.human, keyMadeAt: ports.keyMadeAt }));
  const named = key?.human ?? end.human ?? claimedName(walked);
  const human = named && atMost(named, sure);
  const now = ports.now();
  const young = lost ? againAt(walked, told, now) : keyAgainAt(key?.link, now);
  return {
    links: [...links, ...(key ? [atMost(key.link, sure)] : [])],
    ends: end.ends,
    why: end.why,
    ...(human && { human }),
    unread: search.unread(),
    ...(young && { againAt: young }),
  };
}

function againAt(walked: readonly Seen[], told: Told, now: number): string | undefined {
  return afterLag(walked.at(-1)?.at ?? happenedAt(told), now);
}

/** The record of a key that was just made may still be on its way. */
const keyAgainAt = (key: Link | undefined, now: number): string | undefined =>
  key?.evidence.source === 'IAM' && key.at ? afterLag(key.at, now) : undefined;

function afterLag(at: string, now: number): string | undefined {
  const then = Date.parse(at) + HISTORY_LAG_MS;
  return then > now ? new Date(then).toISOString() : undefined;
}

export const withoutEvent: Lineage = {
  links: [
    {
      kind: 'unknown',
      principal: 'unknown',
      evidence: { source: 'incident' },
      certainty: 'guess',
      why: 'No event reached us: a look at the account found it.',
    },
  ],
  ends: 'unknown',
  why: 'A look found it, and no event tells who did it.',
  unread: [],
};

/**
 * Where no identity names a person: the name that was given. A source identity cannot be changed
 * once it is set, and trust policies may demand it; a session's name is free to choose.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 */
function claimedName(walked: readonly Seen[]): Person | undefined {
  const source = walked.find(({ identity }) => identity.sourceIdentity)?.identity.sourceIdentity;
  if (source) {
    return namedPerson({
      name: source,
      kind: 'source-identity',
      certainty: 'likely',
      why: 'The session carries this source identity, set when its first role was assumed.',
    });
  }
  const session = walked
    .filter(({ identity }) => isSession(identity))
    .map(({ identity }) => sessionParts(identity).session)
    .findLast((name) => name !== undefined && readsLikePerson(name));
  return session
    ? namedPerson({
        name: session,
        kind: 'session-name',
        certainty: 'guess',
        why: 'The session was given this name by the one who assumed the role, who may write any name.',
      })
    : undefined;
}

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
async function keyOf(
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

/** When a user's key was made, by IAM: Event history forgets after 90 days. Never rejects. */
type KeyMadeAt = (key: {
  readonly accountId: string;
  readonly userName: string;
  readonly accessKeyId: string;
}) => Promise<Answer<string>>;
