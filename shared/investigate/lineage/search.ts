import type { Certainty, LinkSource } from '../../domain/lineage';
import type { Looked, Lookup, RecordSource } from '../../domain/lookup';
import { describeObstacle } from '../../domain/obstacle';
import { type RecordedCall, readCall } from './read-call';

/** What is searched for, where, and how certain a matching record is. */
export interface Question {
  readonly lookups: readonly Lookup[];
  /** Nothing when the record does not match. */
  readonly judge: (call: RecordedCall) => Certainty | undefined;
}

export interface Found {
  readonly call: RecordedCall;
  readonly certainty: Certainty;
  readonly source: LinkSource;
  readonly accountId: string;
  readonly region: string;
  /** Absent where it was not read in a file. */
  readonly file?: string;
}

/** A record as CloudTrail wrote it, and where it was kept. */
export interface Kept extends Pick<Found, 'source' | 'accountId' | 'region' | 'file'> {
  readonly record: unknown;
}

export interface Search {
  /** Nothing when it was not found; `unread` then says which places could not be asked. */
  readonly find: (question: Question) => Promise<Found | undefined>;
  /** All matches, source by source: the caller stops when it has enough. */
  readonly all: (lookups: readonly Lookup[]) => AsyncGenerator<readonly Kept[]>;
  readonly unread: () => readonly string[];
}

/** Event history takes two requests a second, and a walk must not use up an account's quota. */
const MAX_LOOKUPS = 80;

/** The searches of one walk: they never ask a place again that refused, and their number is bounded. */
export function openSearch(sources: readonly RecordSource[]): Search {
  const unread = new Set<string>();
  const closed = new Set<string>();
  let left = MAX_LOOKUPS;

  const look = async (
    { name, lookUp }: RecordSource,
    lookup: Lookup,
  ): Promise<Read | undefined> => {
    const place = `${name} of ${lookup.accountId} in ${lookup.region}`;
    if (closed.has(place) || closed.has(`${name} of ${lookup.accountId}`)) return undefined;
    if (left <= 0) {
      unread.add(`The walk ended after ${MAX_LOOKUPS} look-ups.`);
      return undefined;
    }
    left -= 1;
    const looked = await lookUp(lookup);
    if (looked.kind === 'read') {
      if (!looked.complete) unread.add(`${place}: there were more events than were read.`);
      return looked;
    }
    unread.add(`${place}: ${describeObstacle(looked.why)}.`);
    closed.add(scopeOf(looked.why) === 'account' ? `${name} of ${lookup.accountId}` : place);
    return undefined;
  };

  return {
    find: async ({ lookups, judge }) => {
      for (const lookup of lookups) {
        for (const source of sources) {
          const looked = await look(source, lookup);
          const best = looked && bestOf(looked, judge);
          if (best) return { ...best, source: source.name, ...placeOf(lookup) };
        }
      }
      return undefined;
    },
    all: async function* (lookups) {
      for (const source of sources) {
        const kept: Kept[] = [];
        for (const lookup of lookups) {
          const looked = await look(source, lookup);
          for (const record of looked?.records ?? []) {
            const file = looked?.files?.get(record);
            const at = { source: source.name, ...placeOf(lookup), ...(file && { file }) };
            kept.push({ record, ...at });
          }
        }
        yield kept;
      }
    },
    unread: () => [...unread],
  };
}

/** A role that cannot be assumed closes every Region. */
const scopeOf = ({ call, kind }: Extract<Looked, { kind: 'unread' }>['why']) =>
  call === 'sts:AssumeRole' && kind === 'denied' ? 'account' : 'place';

const placeOf = ({ accountId, region }: Lookup) => ({ accountId, region });

type Read = Extract<Looked, { kind: 'read' }>;

/** A certain record before a likely one; of two alike the newer, as they come. */
function bestOf(
  { records, files }: Read,
  judge: Question['judge'],
): Pick<Found, 'call' | 'certainty' | 'file'> | undefined {
  const judged = records.flatMap((record) => {
    const call = readCall(record);
    const certainty = judge(call);
    const file = files?.get(record);
    return certainty ? [{ call, certainty, ...(file && { file }) }] : [];
  });
  return judged.find(({ certainty }) => certainty === 'certain') ?? judged[0];
}
