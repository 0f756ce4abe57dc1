import type { Incident } from '../domain/incident';

/** Whoever did it, by the best name there is, and how sure that is. */
export function whoText({ lineage, evidence }: Pick<Incident, 'lineage' | 'evidence'>): string {
  const human = lineage?.human;
  if (human) return `${human.name} (${human.certainty}: ${human.why})`;
  const chain = evidence?.actor.chain.join(' → ') ?? 'unknown';
  const principal = evidence?.certainty ? `likely ${chain}` : chain;
  if (lineage) return `${principal}; no human is known: ${lineage.why}`;
  return evidence
    ? `${principal}; which human that is, is not known yet`
    : 'unknown: no record of a call reached us';
}
