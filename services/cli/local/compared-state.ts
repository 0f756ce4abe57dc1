import {
  type Pool,
  type ServiceClients,
  serviceClients,
} from '../../../shared/aws/dependencies/service-clients';
import { observeWhole } from '../../../shared/aws/observe-subject';
import { kept } from '../../../shared/domain/kept';
import { isSeenOf, type Observation } from '../../../shared/domain/observation';
import type { Subject } from '../../../shared/domain/subject';
import type { Local } from './local';

/** A bystander with separate keys, who reads every part of the subject. */
export function lookFrom(local: Local, subject: Subject): () => Promise<Observation> {
  const eyes = eyesIn(local, subject.accountId, subject.region);
  return () => observeWhole(subject, eyes);
}

/** Was all of it read? Where the clock moves while a call is under way, AWS refuses its signature. */
export const isRead = (seen: Observation): boolean =>
  seen.kind !== 'unreachable' &&
  !(
    seen.kind === 'present' &&
    isSeenOf(seen, 'trail') &&
    seen.state.eventConfiguration?.kind === 'unread'
  );

/** Made once for each place: a drill of a thousand attacks looks ten thousand times. */
function eyesIn(local: Local, accountId: string, region: string): ServiceClients {
  const { pool, clients } = kept(eyes, local, () => ({
    pool: {},
    clients: new Map<string, ServiceClients>(),
  }));
  return kept(clients, `${accountId}/${region}`, () =>
    serviceClients({ ...local.administrator(accountId), region }, pool),
  );
}

const eyes = new WeakMap<
  Local,
  { readonly pool: Pool; readonly clients: Map<string, ServiceClients> }
>();

/** Everything that a baseline holds; times of starts and deliveries are left out, because they change. */
export function comparedState(seen: Observation): unknown {
  if (seen.kind !== 'present') return seen.kind;
  if (isSeenOf(seen, 'guard-rail')) {
    const { replacement: _, ...rest } = seen.state; // one that was deleted lives under another id
    return rest;
  }
  if (!isSeenOf(seen, 'trail')) return seen.state;
  const { status, ...state } = seen.state;
  return { ...state, isLogging: status.isLogging };
}
