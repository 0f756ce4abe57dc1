import type { Incident, IncidentSummary } from '../../domain/incident';
import type { Transition } from '../../domain/notification';
import type { Configuration } from './configuration';
import { fits } from './fits';
import { whomToTell } from './whom-to-tell';

/**
 * The channels that tell this transition of this incident, each once: those of the rules that fit, the next to
 * escalate to, and those in which the contacts who are due by now can be reached.
 */
export function route(
  { kind, reminder }: Transition,
  incident: IncidentSummary & Pick<Incident, 'contacts' | 'lineage'>,
  { channels, rules, escalateTo }: Configuration,
): readonly string[] {
  const told = rules
    ? rules.flatMap(({ to, tell, when }) =>
        (tell?.includes(kind) ?? true) && fits(when, incident)
          ? to
          : // An alert or ticket that was opened there must end with the answer; where none was, this does nothing.
            to.filter((name) => kind === 'acknowledged' && isPager(channels, name)),
      )
    : Object.keys(channels);
  const next = reminder === undefined ? [] : escalateTo.slice(0, reminder).slice(-1);
  const asked = whomToTell(incident, reminder ?? 0).map(({ channel }) => channel);
  return [...new Set([...told, ...next, ...asked.filter((name) => Object.hasOwn(channels, name))])];
}

const isPager = (channels: Configuration['channels'], name: string): boolean =>
  channels[name]?.kind === 'pagerduty';
