import { blindDuration, durationText } from '../../domain/duration-text';
import type { Incident } from '../../domain/incident';

type Blind = Pick<Incident, 'blindMs' | 'windows' | 'announced'>;

/**
 * How long it was blind, and separately how long of that an exemption was in force, during which nothing is put back
 * on purpose. `of` follows the first: "in 1 window".
 */
export function blindTimes(incident: Blind, of = ''): string {
  const { blindMs, windows } = incident;
  const planned = plannedIn(incident);
  if (!planned) return `${blindDuration(blindMs, windows)}${of}`;
  const { ms, id } = planned;
  const apart = `${durationText(ms)} while the exemption ${id} was in force`;
  const rest = blindMs - ms;
  return rest > 0 ? `${blindDuration(rest, windows)}${of}, and ${apart}` : apart;
}

/** The part of the closed windows that lies in the time of an exemption. */
function plannedIn({ windows, announced = [] }: Blind) {
  for (const { id, declaredAt, until } of announced) {
    const [since, end] = [Date.parse(declaredAt), Date.parse(until)];
    const ms = windows.reduce((sum, { from, to }) => {
      const began = Math.max(Date.parse(from.at), since);
      const ended = Math.min(to ? Date.parse(to.at) : began, end);
      return sum + Math.max(0, ended - began);
    }, 0);
    if (ms > 0) return { ms, id };
  }
  return undefined;
}
