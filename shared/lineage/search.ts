import type { Certainty, LinkSource } from '../domain/lineage';
import type { Looked, Lookup, RecordSource } from '../domain/lookup';
import { describeObstacle } from '../domain/obstacle';
import { type RecordedCall, readCall } from './read-call';

/** What is looked for, where, and how surely a record is it. */
export interface Question {
  readonly lookups: readonly Lookup[];
  /** Nothing when it is not the one. */
  readonly judge: (call: RecordedCall) => Certainty | undefined;
}

export interface Found {
  readonly call: RecordedCall;
  readonly certainty: Certainty;
  readonly source: LinkSource;
  readonly accountId: string;
  readonly region: string;
}

export interface Search {
  /** Nothing when it was not found; `unread` then says what could not be asked. */
  readonly find: (question: Question) => Promise<Found | undefined>;
  readonly unread: () => readonly string[];
}

/** Event history takes two requests a second: a walk must not keep an account's quota for itself. */
export const MAX_LOOKUPS = 80;

/** One walk's way through the records: it asks no place twice that did not let it in, and ends. */
export function openSearch(sources: readonly RecordSource[]): Search {
  const unread = new Set<string>();
  const closed = new Set<string>();
  let left = MAX_LOOKUPS;

  const look = async (
    lookup: Lookup,
  ): Promise<{ readonly records: readonly unknown[]; readonly source: LinkSource } | undefined> => {
    for (const { name, lookUp } of sources) {
      const place = `${name} of ${lookup.accountId} in ${lookup.region}`;
      if (closed.has(place) || closed.has(`${name} of ${lookup.accountId}`)) continue;
      if (left <= 0) {
        unread.add(`The walk ended after ${MAX_LOOKUPS} look-ups.`);
        return undefined;
      }
      left -= 1;
      const looked = await lookUp(lookup);
      if (looked.kind === 'read') {
        if (!looked.complete) unread.add(`${place}: there were more events than were read.`);
        return { records: looked.records, source: name };
      }
      unread.add(`${place}: ${describeObstacle(looked.why)}.`);
      closed.add(scopeOf(looked.why) === 'account' ? `${name} of ${lookup.accountId}` : place);
    }
    return undefined;
  };

  return {
    find: async ({ lookups, judge }) => {
      for (const lookup of lookups) {
        const looked = await look(lookup);
        const best = looked && bestOf(looked.records, judge);
        if (looked && best) return { ...best, source: looked.source, ...placeOf(lookup) };
      }
      return undefined;
    },
    unread: () => [...unread],
  };
}

/** A role that cannot be assumed shuts every Region. */
const scopeOf = ({ call, kind }: Extract<Looked, { kind: 'unread' }>['why']) =>
  call === 'sts:AssumeRole' && kind === 'denied' ? 'account' : 'place';

const placeOf = ({ accountId, region }: Lookup) => ({ accountId, region });

/** A certain one before a likely one; of two alike the newer, as they come. */
function bestOf(records: readonly unknown[], judge: Question['judge']) {
  const judged = records
    .map(readCall)
    .map((call) => ({ call, certainty: judge(call) }))
    .filter(
      (one): one is { call: RecordedCall; certainty: Certainty } => one.certainty !== undefined,
    );
  return judged.find(({ certainty }) => certainty === 'certain') ?? judged[0];
}
