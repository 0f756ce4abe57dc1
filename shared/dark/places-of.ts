import type { Incident } from '../domain/incident';

interface Place {
  readonly accountId: string;
  readonly region: string;
}

/**
 * Where to look: the account whose trail was blind, and the one the actor came from, in every governed
 * Region and in that of the trail. Not the whole organization: docs/decisions/0025-the-dark-is-read-once.md.
 */
export function placesOf(
  { accountId, region, evidence }: Pick<Incident, 'accountId' | 'region' | 'evidence'>,
  governed: readonly string[],
): readonly Place[] {
  const regions = [...new Set([region, ...governed])];
  return accountsOf(accountId, evidence?.actor.accountId).flatMap((account) =>
    regions.map((name) => ({ accountId: account, region: name })),
  );
}

/** An actor of no account of twelve digits is a service, or nobody knows. */
const accountsOf = (blind: string, from: string | undefined): readonly string[] => [
  ...new Set([blind, ...(from && /^\d{12}$/.test(from) ? [from] : [])]),
];
