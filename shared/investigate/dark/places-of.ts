import type { Incident } from '../../domain/incident';
import type { Place } from '../../domain/place';
import { identitiesBehind } from './whose';

/**
 * Where to look: the account whose trail was blind, and those from and through which the actor came, in every
 * governed Region and in the trail's. Not the whole organization: docs/decisions/0025-the-dark-is-read-once.md.
 */
export function placesOf(
  incident: Pick<Incident, 'accountId' | 'region' | 'evidence' | 'lineage'>,
  governed: readonly string[],
): readonly Place[] {
  const regions = [...new Set([incident.region, ...governed])];
  return accountsOf(incident).flatMap((accountId) =>
    regions.map((region) => ({ accountId, region })),
  );
}

/** An actor whose account has no twelve digits is a service, or unknown. */
function accountsOf(incident: Parameters<typeof placesOf>[0]): readonly string[] {
  const from = [incident.evidence?.actor.accountId, ...identitiesBehind(incident).map(accountOf)];
  const known = from.filter((id) => id !== undefined).filter((id) => /^\d{12}$/.test(id));
  return [...new Set([incident.accountId, ...known])];
}

const accountOf = ({ accountId }: { readonly accountId?: string }) => accountId;
