import { type Certainty, certainties, type Link, type Person } from '../../domain/lineage';
import { happenedAt, seenIn, type Told } from './first-seen';
import { callersCopy, whoIssued } from './questions';
import { recognize } from './recognize';
import type { Next, Seen } from './recognized';
import type { Question, Search } from './search';

/** Roles assume roles. AWS sets no limit to such a chain, so we do. */
export const MAX_HOPS = 12;

export interface Walk {
  readonly links: readonly Link[];
  readonly walked: readonly Seen[];
  readonly end: Extract<Next, { kind: 'end' }>;
  /** A record that should exist was not found. */
  readonly lost: boolean;
}

/** Back from one record to the next, until an identity ends it or a record is missing. */
export async function walk(
  search: Search,
  start: {
    readonly first: Seen;
    readonly told: Told;
    readonly regions: readonly string[];
    /** How sure it is that the first record belongs to this incident; no later link is surer. */
    readonly sure: Certainty;
  },
): Promise<Walk> {
  const links: Link[] = [];
  const walked: Seen[] = [];
  const met = new Set<string>();
  let seen = start.first;
  let { sure } = start;
  const ended = (end: Walk['end'], lost = false): Walk => ({
    links,
    walked,
    end: end.human ? { ...end, human: atMost(end.human, sure) } : end,
    lost,
  });
  const unknown = (why: string, lost = false) => ended({ kind: 'end', ends: 'unknown', why }, lost);
  for (;;) {
    walked.push(seen);
    const { links: recognized, next } = recognize(seen);
    links.push(...recognized.map((link) => atMost(link, sure)));
    if (next.kind === 'end') return ended(next);
    if (walked.length > MAX_HOPS) return unknown(`The walk ended after ${MAX_HOPS} steps back.`);
    const mark = markOf(seen, next);
    if (met.has(mark)) return unknown('The records lead in a circle.');
    met.add(mark);
    const question = questionOf(seen, next, start);
    const found = question && (await search.find(question));
    if (!found) return unknown(missing(seen, next, question), true);
    sure = lesser(sure, found.certainty);
    seen = seenIn(found);
  }
}

type Onward = Exclude<Next, { kind: 'end' }>;

function questionOf(
  seen: Seen,
  next: Onward,
  { told, regions }: { readonly told: Told; readonly regions: readonly string[] },
): Question | undefined {
  const at = seen.at ?? happenedAt(told);
  const region = seen.call?.region ?? told.region;
  const { accountId } = next;
  if (next.kind === 'copy') {
    return seen.call && callersCopy(seen.call, { accountId, region }, at);
  }
  const { calls } = next;
  return whoIssued(seen, { accountId, calls, regions: [...new Set([region, ...regions])], at });
}

/** The key of the next question: the same key twice means a circle. */
const markOf = ({ identity, call }: Seen, { kind, accountId }: Onward): string =>
  [
    kind,
    accountId,
    identity.accessKeyId ?? identity.arn,
    identity.createdAt,
    call?.sharedEventId,
  ].join(' ');

function missing({ identity }: Seen, next: Onward, question: Question | undefined): string {
  if (next.kind === 'copy') {
    return `The copy of the call in account ${next.accountId}, which names the caller, was not found.`;
  }
  const what = identity.accessKeyId ? `the key ${identity.accessKeyId}` : 'the session';
  return `The call that issued ${what} (${next.calls.join(' or ')}) was not found in account ${next.accountId}.${askedIn(question)}`;
}

/** The record may be in a place or time that was not searched. */
function askedIn(question: Question | undefined): string {
  const lookups = question?.lookups ?? [];
  const [first] = lookups;
  if (!first) return '';
  const regions = [...new Set(lookups.map(({ region }) => region))].join(', ');
  const from = lookups.map((lookup) => lookup.from).sort()[0];
  const to = lookups
    .map((lookup) => lookup.to)
    .sort()
    .at(-1);
  return ` It was looked for in ${regions}, from ${from} to ${to}; other Regions and times were not asked.`;
}

export const atMost = <T extends Link | Person>(one: T, sure: Certainty): T => ({
  ...one,
  certainty: lesser(one.certainty, sure),
});

const lesser = (one: Certainty, other: Certainty): Certainty =>
  certainties.indexOf(one) > certainties.indexOf(other) ? one : other;
