import type { Incident } from '../../domain/incident';
import { isPutDownToIdleStop, othersInThatSecond } from '../../domain/stops';

type Told = Pick<Incident, 'lineage' | 'evidence'> &
  Partial<Pick<Incident, 'timeline' | 'windows' | 'blindSince'>>;

/** The actor by the best name there is, how sure that is, and all candidates where the records cannot tell. */
export function whoText(incident: Told): string {
  const who = namedText(incident);
  if (isPutDownToIdleStop(incident)) {
    return `not known who began it: no event tells of that call. The trail was stopped already when StopLogging was called by ${who}`;
  }
  const others = othersInThatSecond(incident);
  if (others.length === 0) return who;
  const named = others.slice(0, MOST).join(' or ');
  const more = others.length > MOST ? ` or ${others.length - MOST} more` : '';
  return `${who}; or ${named}${more}: they called the same in the same second, and no record tells who was first`;
}

const MOST = 3;

function namedText({ lineage, evidence }: Told): string {
  const human = lineage?.human;
  if (human) return `${human.name} (${human.certainty}: ${human.why})`;
  const chain = evidence?.actor.chain.join(' → ') ?? 'unknown';
  const principal = evidence?.certainty ? `likely ${chain}` : chain;
  if (lineage) return `${principal}; no human is known: ${lineage.why}`;
  return evidence
    ? `${principal}; which human that is, is not known yet`
    : 'unknown: no record of a call reached us';
}
