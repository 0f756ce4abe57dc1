import type { IncidentSummary } from '../../domain/incident';
import type { Transition } from '../../domain/notification';
import type { Configuration } from './configuration';
import { urgencyOf } from './urgency';

const DAY = 86_400_000;
/** After this long there are no more reminders; the list of unacknowledged incidents still has the incident. */
export const REMINDED_FOR_MS = 30 * DAY;

type Rules = Pick<Configuration, 'reminders' | 'look'>;

/**
 * The reminder of one incident that fell due after `since` and until `now`; of several the last, so that
 * a process that slept does not catch up on all of them. Asked twice, it is the same.
 *
 *   opened ── 15 min ── 1 h ── 4 h ── 1 d ── 2 d ── 3 d …   look: now
 *   opened ──────────────────────── 1 d ── 2 d ── 3 d …   look: today
 */
export function dueReminder(
  incident: IncidentSummary,
  { since, now }: { readonly since: Date; readonly now: Date },
  rules: Rules,
): Transition | undefined {
  if (incident.acknowledged) return undefined;
  const opened = Date.parse(waitsSince(incident));
  const passedAt = (at: Date) => remindersUntil(at.getTime() - opened, incident, rules);
  const passed = passedAt(now);
  const last = passed.at(-1);
  if (last === undefined || last === passedAt(since).at(-1)) return undefined;
  return {
    // Named by its time and not by its number, which another `look` would change.
    id: `reminder#${incident.unansweredSince ? `${incident.unansweredSince}#` : ''}${last / 60_000}m`,
    kind: 'reminder',
    incidentId: incident.id,
    revision: Number.MAX_SAFE_INTEGER, // after everything that was told before it
    reminder: passed.length,
  };
}

/** How many reminders of an incident would be due at a moment if there were no answer. */
export const remindersBy = (incident: IncidentSummary, at: Date, rules: Rules): number =>
  remindersUntil(at.getTime() - Date.parse(waitsSince(incident)), incident, rules).length;

/** A blow after an answer begins the series anew. */
const waitsSince = ({ openedAt, unansweredSince }: IncidentSummary): string =>
  unansweredSince ?? openedAt;

/** The reminders that are due at an age: as configured, then repeated at the last interval. */
function remindersUntil(
  age: number,
  incident: IncidentSummary,
  { reminders, look }: Rules,
): readonly number[] {
  const when = urgencyOf(incident, { look });
  if (when === 'never') return [];
  const step = Math.max(...reminders);
  const first = when === 'today' ? DAY : 0;
  const configured = reminders.filter((at) => at >= first).toSorted((one, other) => one - other);
  const times = configured.length > 0 ? configured : [first];
  const until = Math.min(age, REMINDED_FOR_MS);
  for (let at = (times.at(-1) ?? first) + step; at <= until; at += step) times.push(at);
  return times.filter((at) => at <= until);
}
