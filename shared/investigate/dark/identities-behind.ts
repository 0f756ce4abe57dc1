import type { Incident } from '../../domain/incident';
import type { Link, LinkKind } from '../../domain/lineage';

/**
 * The identities through which the actor came, from this call back to the human: an actor who came through two
 * accounts was at work in both. Without guesses, and without providers and services, which many people use.
 */
export const identitiesBehind = ({ lineage }: Pick<Incident, 'lineage'>): readonly Link[] =>
  (lineage?.links ?? []).filter(({ kind, certainty }) => HANDS.has(kind) && certainty !== 'guess');

const HANDS: ReadonlySet<LinkKind> = new Set(['root', 'user', 'session']);
