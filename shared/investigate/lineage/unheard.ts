import type { Evidence } from '../../domain/evidence';
import { globalRegionOf } from '../../domain/global-region';
import type { Whose } from '../../domain/impostor';
import type { Incident } from '../../domain/incident';
import type { Lookup } from '../../domain/lookup';
import type { EventSignal } from '../../domain/signal';
import { type Subject, subjectKey, subjectKinds } from '../../domain/subject';
import { partitionOf } from '../../domain/trail';
import { field, text } from '../../record/json';
import { creationsAmong, tamperingAmong } from '../../restore/suspicious-events';
import { parseSignal } from '../../signal/parse-signal';
import { findTechnique } from '../../tampering/catalogue';
import { seenIn, type Told } from './first-seen';
import { readCall } from './read-call';
import type { Seen } from './recognized';
import type { Kept, Search } from './search';

/** The search for the call of an incident that no event told of: these calls, on this subject, in this time. */
export interface Unheard {
  readonly subject: Subject;
  /** `eventSource eventName`. */
  readonly calls: ReadonlySet<string>;
  readonly from: string;
  readonly to: string;
  /** When the trail was stopped, as its status tells; absent where there is no such time. */
  readonly stoppedAt?: string;
}

export interface Match {
  readonly event: EventSignal;
  readonly first: Seen;
  /** The caller has become one of our roles. */
  readonly impostor?: true;
}

type WhoseCall = (event: EventSignal) => Whose | Promise<Whose>;

/** A sweep comes around sooner. An earlier change is in the baseline, or in another incident. */
const LONGEST_MS = 86_400_000;
/** Records carry whole seconds, and two services' clocks. */
const SKEW_MS = 3_000;

/** Nothing where a look cannot find the incident's subject, or no call is known to cause it. */
export function unheardOf(told: Told): Unheard | undefined {
  const subject = subjectOf(told);
  const { techniques = [], windows = [], blindSince, openedAt, since } = told;
  if (!subject) return undefined;
  const calls = callsOf(subject, techniques);
  if (calls.length === 0) return undefined;
  const { from } = windows[0] ?? {};
  const began = [openedAt, from?.at, blindSince].filter((at) => at !== undefined).sort()[0];
  const end = Date.parse(began ?? openedAt);
  const isExact = from?.source === 'GetTrailStatus' && techniques.includes('stop-logging');
  return {
    subject,
    calls: new Set(calls),
    from: new Date(Math.max(end - LONGEST_MS, since ? Date.parse(since) : 0)).toISOString(),
    to: new Date(end + SKEW_MS).toISOString(),
    ...(isExact && { stoppedAt: from.at }),
  };
}

function subjectOf({ subjectKey: key = '', subjectId, accountId, region }: Told) {
  const kind = subjectKinds.find((one) => key === `${one}#${subjectId}`);
  return kind && subjectId !== undefined
    ? ({ kind, accountId, region, id: subjectId } as Subject)
    : undefined;
}

/** A trail that differs in no known way is a new one. */
const callsOf = ({ kind }: Subject, techniques: Incident['techniques']): readonly string[] =>
  techniques.length === 0 && kind === 'trail'
    ? ['cloudtrail.amazonaws.com CreateTrail']
    : techniques.flatMap((id) =>
        Object.entries(findTechnique(id)?.events ?? {}).flatMap(([source, names]) =>
          names.map((name) => `${source} ${name}`),
        ),
      );

/** The subject's Region, and the one where calls of global services are recorded. */
function lookupsOf({ subject, calls, from, to }: Unheard): readonly Lookup[] {
  const { accountId, region } = subject;
  const names = new Set([...calls].map((call) => call.slice(call.indexOf(' ') + 1)));
  return [...new Set([region, globalRegionOf(partitionOf(region))])].flatMap((in_) =>
    [...names].map((value) => ({
      ...{ accountId, region: in_, from, to },
      attribute: { key: 'EventName' as const, value },
    })),
  );
}

/**
 * The call that fits best: AWS accepted it, it is not ours, it can cause this on this subject, and of several it is
 * the last before this began. In any order.
 */
export async function bestMatch(
  unheard: Unheard,
  kept: readonly Kept[],
  whose: WhoseCall,
): Promise<Match | undefined> {
  const { subject } = unheard;
  const byEvent = new Map(kept.flatMap((one) => entryOf(one, subject)));
  const events = [...byEvent.keys()];
  const calls = [...tamperingAmong(events), ...creationsAmong(subject, events)]
    .filter((event) => fits(event, unheard))
    .sort((one, other) => order(other, one));
  for (const event of calls) {
    const is = await whose(event);
    const found = byEvent.get(event);
    if (!found || (is !== 'stranger' && is !== 'impostor')) continue;
    const first = seenIn({ ...found, call: readCall(found.record), certainty: 'likely' });
    return { event, first, ...(is === 'impostor' && { impostor: true }) };
  }
  return undefined;
}

const order = (one: EventSignal, other: EventSignal): number =>
  one.eventTime.localeCompare(other.eventTime) || one.id.localeCompare(other.id);

function fits({ eventTime, evidence }: EventSignal, unheard: Unheard): boolean {
  const { calls, from, to, stoppedAt } = unheard;
  const at = Date.parse(eventTime);
  if (!calls.has(`${evidence.eventSource} ${evidence.eventName}`)) return false;
  if (at < Math.floor(Date.parse(from) / 1_000) * 1_000 || at > Date.parse(to)) return false;
  const isStop = stoppedAt !== undefined && evidence.eventName === 'StopLogging';
  return !isStop || Math.abs(at - Date.parse(stoppedAt)) <= SKEW_MS;
}

/** As a signal would tell of it: what names a subject is known in one place. */
function entryOf(kept: Kept, subject: Subject): [EventSignal, Kept][] {
  const { record, accountId, region } = kept;
  const time = text(field(record, 'eventTime'));
  // A VPC endpoint's copy says that a call passed, not that it was carried out.
  if (time === undefined || field(record, 'eventCategory') === 'NetworkActivity') return [];
  const envelope = {
    source: 'aws.history',
    'detail-type': 'AWS API Call via CloudTrail',
    account: accountId,
    region,
    time,
    detail: record,
  };
  const parsed = parseSignal(JSON.stringify(envelope), time, () => [subject]);
  if (parsed.kind !== 'signal' || parsed.signal.kind !== 'event') return [];
  const key = subjectKey(subject);
  return parsed.subjects.some((one) => subjectKey(one) === key) ? [[parsed.signal, kept]] : [];
}

/** In the form in which the incident keeps it. */
export const evidenceIn = ({ event: { evidence, eventTime } }: Match): Evidence => ({
  ...evidence,
  eventTime,
  certainty: 'likely',
});

/** The first source that has one is enough. */
export async function findUnheard(
  search: Search,
  unheard: Unheard,
  whose: WhoseCall,
): Promise<Match | undefined> {
  for await (const kept of search.all(lookupsOf(unheard))) {
    const match = await bestMatch(unheard, kept, whose);
    if (match) return match;
  }
  return undefined;
}
