import type { Incident } from '../../domain/incident';
import type { Link, LinkKind } from '../../domain/lineage';

/**
 * The identities that were one hand with the actor's, from here to the human: whoever came through two
 * accounts was at work in both. Not what somebody only guessed, and no provider or service, which many use.
 */
export const identitiesBehind = ({ lineage }: Pick<Incident, 'lineage'>): readonly Link[] =>
  (lineage?.links ?? []).filter(({ kind, certainty }) => HANDS.has(kind) && certainty !== 'guess');

const HANDS: ReadonlySet<LinkKind> = new Set(['root', 'user', 'session']);
