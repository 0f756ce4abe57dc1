import { lasts, type PartWindow } from '../domain/blind-in-part';
import { endOfSecond, isClosed, measure, unite } from '../domain/blind-window';
import { durationText } from '../domain/duration-text';
import type { Incident, TimelineEntry } from '../domain/incident';
import { departureIn } from '../domain/report';
import type { SourcedTime } from '../domain/trail';
import { findTechnique } from '../tampering/catalogue';

type Partly = Pick<Incident, 'blindInPart' | 'techniques' | 'state' | 'openedAt' | 'evidence'> &
  Partial<Pick<Incident, 'timeline' | 'dark'>>;

/**
 * What was lost or went elsewhere although the trail logged on, and when. A demoted organization trail logs its own
 * account and no member; a redirected one delivers to another owner's bucket. An incident of an older version has no
 * such times, so what its dark said of them is told. Nothing where nothing was lost.
 */
export function partlyBlindText(incident: Partly): string | undefined {
  const { blindInPart = [], timeline = [] } = incident;
  const departed = departureOf(incident);
  if (departed) {
    const { at, how } = departed;
    const why =
      how === 'closed'
        ? 'it was closed'
        : 'what is done outside the organization does not reach us';
    return `not known since ${at}: the account is no longer heard, since ${why}`;
  }
  const texts = new Set(blindInPart.map(({ what }) => what));
  const said = [...texts].map((text) => {
    const windows = blindInPart.filter(({ what }) => what === text);
    return `${text}, ${timesOf(windows, timeline)}`;
  });
  return said.length > 0 ? `in part: ${said.join('; ')}` : partlyIn(incident);
}

/** A time that lasted when its dark was read may be over by now. */
const partlyIn = ({ dark }: Partly): string | undefined =>
  dark?.partly?.replaceAll(/ still(?=;|$)/g, ` still at ${dark.at}`);

/** The account is out of the organization, or closed: the central bus takes none of its events. */
function departureOf({ techniques, state, openedAt, evidence, timeline = [] }: Partly) {
  if (state === 'attempted' || !techniques.some((id) => MEMBERSHIPS.has(id))) return undefined;
  if (!evidence && techniques.some((id) => LEAVINGS.has(id))) {
    return { at: openedAt, how: 'left' } as const;
  }
  const told = [
    ...(evidence ? [{ at: evidence.eventTime ?? openedAt, call: evidence.eventName }] : []),
    ...timeline
      .filter(({ kind }) => kind === 'tampered')
      .map(({ at, text }) => ({ at, call: text.split(' ')[0] ?? '' })),
  ];
  return told.flatMap(({ at, call }) => {
    const how = departureIn(call, techniques.includes('ORG-08'));
    return how ? { at, how } : [];
  })[0];
}

/** Rows of an account's membership, and those among them that tell of leavings alone. */
const MEMBERSHIPS: ReadonlySet<string> = new Set(['ORG-02', 'ORG-03', 'ORG-04', 'ORG-08']);
const LEAVINGS: ReadonlySet<string> = new Set(['ORG-02', 'ORG-03']);

function timesOf(windows: readonly PartWindow[], timeline: Incident['timeline']): string {
  const begun = windows.map((window, index) => ({
    ...window,
    from: beganAt(window, timeline, windows.slice(0, index)),
  }));
  const [first] = begun;
  if (!first) return '';
  const { at } = first.from;
  const from = `from ${at} (by ${isToldBy(first.from) ? 'the event' : 'our look'})`;
  const closed = unite(begun.filter(isClosed));
  const last = begun.find(lasts);
  const most = begun.some((one) => isToldBy(one.from)) ? 'at most ' : '';
  const sum = `${most}${durationText(measure(closed))}`;
  if (last === first) return `${from} still`;
  if (last) return `${from}, ${sum} in all, and since ${last.from.at} still`;
  const to = `to ${closed.at(-1)?.to.at}`;
  return closed.length > 1
    ? `${closed.length} times ${from} ${to}, ${sum} in all`
    : `${from} ${to}, ${sum}`;
}

const isToldBy = ({ source }: SourcedTime): boolean => source === 'event';

/**
 * The time of the call, if an event told of it, even after the look that found it; else the time of that look. It is
 * the first call since the last look that found the subject whole: before that look it was as it must be, although
 * calls were made. A later call may have changed something else, and the time told would be too short.
 */
function beganAt(
  { technique, from }: PartWindow,
  timeline: readonly TimelineEntry[] = [],
  before: readonly PartWindow[],
): SourcedTime {
  if (isToldBy(from)) return from;
  const calls = Object.values(findTechnique(technique)?.events ?? {}).flat();
  const whole = [
    ...timeline.filter(({ kind }) => kind === 'restored').map(({ at }) => at),
    ...before.flatMap(({ to }) => to?.at ?? []),
  ].filter((at) => at <= from.at);
  const since = whole.sort().at(-1) ?? '';
  const told = timeline
    .filter(({ kind, text }) => kind === 'tampered' && calls.includes(text.split(' ')[0] ?? ''))
    .map(({ at }) => at)
    .filter((at) => at <= from.at)
    .sort();
  const at =
    told.find((time) => time > since) ?? told.findLast((time) => endOfSecond(time) > since);
  return at ? { at, source: 'event' } : from;
}
