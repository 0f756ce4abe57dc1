import type { Incident, TimelineEntry } from './domain/incident';
import { durationText } from './notify/duration-text';
import { findTechnique } from './techniques/catalogue';

type Partly = Pick<Incident, 'techniques' | 'state' | 'openedAt' | 'restoredAt' | 'evidence'> &
  Partial<Pick<Incident, 'timeline'>>;

/**
 * What was not logged although the trail logged on: a demoted organization trail logs its own account and no
 * member. Nothing where every technique of the incident blinds all or nothing.
 */
export function partlyBlindText(incident: Partly): string | undefined {
  const { techniques, state, restoredAt } = incident;
  if (state === 'attempted') return undefined;
  const said = techniques.flatMap((id) => {
    const technique = findTechnique(id);
    if (!technique?.blindTo) return [];
    const { at, by } = beganAt(incident, Object.values(technique.events).flat());
    const ms = Date.parse(restoredAt ?? '') - Date.parse(at);
    const most = by === 'the event' ? 'at most ' : '';
    const until = restoredAt
      ? `to ${restoredAt}, ${most}${durationText(Math.max(0, ms))}`
      : 'still';
    return `nothing of ${technique.blindTo} was logged, from ${at} (by ${by}) ${until}`;
  });
  return said.length > 0 ? `in part: ${[...new Set(said)].join('; ')}` : undefined;
}

/** By the first event of a call that does this; where no event tells, by the look that found it. */
function beganAt({ timeline = [], evidence, openedAt }: Partly, calls: readonly string[]) {
  const isOne = ({ kind, text }: TimelineEntry) =>
    kind === 'tampered' && calls.includes(text.split(' ')[0] ?? '');
  const told = timeline
    .filter(isOne)
    .map(({ at }) => at)
    .sort()[0];
  const known = evidence && calls.includes(evidence.eventName) ? evidence.eventTime : undefined;
  const at = told ?? known;
  return at ? { at, by: 'the event' } : { at: openedAt, by: 'our look' };
}
