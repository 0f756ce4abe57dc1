import type { Lineage, Link } from '../../domain/lineage';
import type { RecordSource } from '../../domain/lookup';
import { claimedName } from './claimed-name';
import { firstSeen, happenedAt, type Told } from './first-seen';
import type { KeyMadeAt } from './key-made-at';
import { keyOf } from './key-of';
import type { Seen } from './recognized';
import { openSearch } from './search';
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
