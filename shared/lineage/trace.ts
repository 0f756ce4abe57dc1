import type { Lineage } from '../domain/lineage';
import type { RecordSource } from '../domain/lookup';
import { claimedName } from './claimed-name';
import { firstSeen, happenedAt, type Told } from './first-seen';
import type { KeyMadeAt } from './key-made-at';
import { keyOf } from './key-of';
import type { Seen } from './recognized';
import { openSearch } from './search';
import { atMost, walk } from './walk';

export interface TracePorts {
  /** In order, each asked where those before it have nothing: Event history first. */
  readonly sources: readonly RecordSource[];
  /** Where STS may have been asked, beside the Region of the call. */
  readonly regions: readonly string[];
  readonly now: () => number;
  /** Absent where IAM cannot be asked. */
  readonly keyMadeAt?: KeyMadeAt;
}

/** Event history has a call after about five minutes, and says fifteen at most. [D] view-cloudtrail-events */
export const HISTORY_LAG_MS = 20 * 60_000;

/**
 * From the record of an incident back to a human, as far as records go. `known` is that record, where it was
 * read already. Never rejects, and always says why it ended.
 */
export async function trace(ports: TracePorts, told: Told, known?: Seen): Promise<Lineage> {
  const { evidence } = told;
  if (!evidence) return nobody;
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
  const young = lost ? againAt(walked, told, ports.now()) : undefined;
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
  const at = Date.parse(walked.at(-1)?.at ?? happenedAt(told)) + HISTORY_LAG_MS;
  return at > now ? new Date(at).toISOString() : undefined;
}

export const nobody: Lineage = {
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
