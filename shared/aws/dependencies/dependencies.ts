import type { Observation } from '../../domain/observation';
import type { Obstacle } from '../../domain/obstacle';
import type { DependencyStep } from '../../domain/step';
import type { DependencyKind, Parts, Subject } from '../../domain/subject';
import type { MemberAccess, Place } from '../member-access';
import { Recent } from '../recent';
import { observeDependency } from './observe-dependency';
import { type ServiceClients, serviceClients } from './service-clients';
import { takeDependencyStep } from './take-dependency-step';

export interface Dependencies {
  readonly observe: (subject: Subject<DependencyKind>, parts: Parts) => Promise<Observation>;
  readonly take: (step: DependencyStep) => Promise<{ readonly obstacle?: Obstacle }>;
}

/**
 * Reads and writes of what a trail depends on, as the guard role. A part of the bundle of its own,
 * loaded when a first signal asks for it: the way from a stopped trail to StartLogging needs none of
 * these clients (docs/decisions/0014-a-bundle-in-parts.md).
 */
export function openDependencies(
  { credentials, renew }: Pick<MemberAccess, 'credentials' | 'renew'>,
  now: () => Date,
): Dependencies {
  const kept = new Recent<ServiceClients>(512);
  const keyOf = ({ accountId, region }: Place): string => `${accountId}/${region}`;
  const clientsIn = (place: Place): ServiceClients => {
    const clients =
      kept.get(keyOf(place)) ??
      serviceClients({ region: place.region, credentials: () => credentials(place.accountId) });
    kept.set(keyOf(place), clients);
    return clients;
  };
  /** Once more with new credentials when kept ones were denied, as for trails. */
  const withAccess = async <T>(
    place: Place,
    call: (clients: ServiceClients) => Promise<T>,
    obstacleOf: (answer: T) => Obstacle | undefined,
  ): Promise<T> => {
    const askedAt = Date.now();
    const answer = await call(clientsIn(place));
    if (obstacleOf(answer)?.kind !== 'denied' || !renew(place.accountId, askedAt)) return answer;
    kept.delete(keyOf(place));
    return call(clientsIn(place));
  };
  return {
    observe: (subject, parts) =>
      withAccess(
        subject,
        (clients) => observeDependency(subject, parts, clients, now),
        (seen: Observation) => (seen.kind === 'unreachable' ? seen.why : undefined),
      ),
    take: (step) =>
      withAccess(
        step,
        (clients) => takeDependencyStep(step, clients),
        ({ obstacle }) => obstacle,
      ),
  };
}
