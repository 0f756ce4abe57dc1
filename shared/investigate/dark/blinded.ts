import type { CoveringTrail, KnownCoverage } from '../../domain/coverage';

/** The accounts that a trail leaves in the dark when it is blind. */
export type Blinded =
  | { readonly kind: 'none' } // logging went on
  | { readonly kind: 'account' } // its own account only
  | {
      readonly kind: 'organization';
      /** `account/Region` of every account, sorted, without those that another trail logged. */
      readonly places: readonly string[];
      /** How many accounts another trail logged in every Region. */
      readonly loggedElsewhere: number;
    }
  | { readonly kind: 'unknown' }; // no look ever saw the trail

/**
 * Worked out from the sweep's last look at each place, a part of the organization at a time. Another trail counts
 * where the place has been guarded since before the dark began: then its log files have the calls. A place that
 * could not be looked at is taken for blind.
 */
export function startBlinded(trailId: string, since: string) {
  const places = new Map<string, string[]>();
  const logged = new Set<string>();
  let kind: 'account' | 'organization' | 'unknown' = 'unknown';
  const add = (look: KnownCoverage): void => {
    const { accountId, region } = look;
    const seen = trailsOf(look).find(({ id }) => id === trailId);
    if (seen && kind !== 'organization') kind = seen.isOrganization ? 'organization' : 'account';
    if (isGuardedByAnother(look, trailId, since)) logged.add(accountId);
    else places.set(accountId, [...(places.get(accountId) ?? []), `${accountId}/${region}`]);
  };
  return {
    add: (looks: readonly KnownCoverage[]) => looks.forEach(add),
    end: (): Blinded =>
      kind === 'organization'
        ? {
            kind,
            places: [...places.values()].flat().sort(),
            loggedElsewhere: [...logged].filter((accountId) => !places.has(accountId)).length,
          }
        : { kind },
  };
}

/** Does the last look at its own place say that the trail belongs to one account? */
export const isOfOneAccount = (look: KnownCoverage | undefined, trailId: string): boolean =>
  trailsOf(look).some(({ id, isOrganization }) => id === trailId && !isOrganization);

const trailsOf = (look: KnownCoverage | undefined): readonly CoveringTrail[] =>
  look && 'trails' in look.coverage ? look.coverage.trails : [];

const isGuardedByAnother = (look: KnownCoverage, trailId: string, since: string): boolean =>
  look.coverage.kind === 'guarded' &&
  look.since <= since &&
  look.coverage.trails.some(({ id }) => id !== trailId);
