import type { IncidentSummary } from '../domain/incident';
import type { Transition } from '../domain/notification';
import type { Configuration } from './configuration';
import { fits } from './fits';

/** The channels that tell this transition of this incident, each once. */
export function route(
  { kind, reminder }: Transition,
  incident: IncidentSummary,
  { channels, rules, escalateTo }: Configuration,
): readonly string[] {
  const told = rules
    ? rules
        .filter(({ tell, when }) => (tell?.includes(kind) ?? true) && fits(when, incident))
        .flatMap(({ to }) => to)
    : Object.keys(channels);
  const next = reminder === undefined ? [] : escalateTo.slice(0, reminder).slice(-1);
  return [...new Set([...told, ...next])];
}
