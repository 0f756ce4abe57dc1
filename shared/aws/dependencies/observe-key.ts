import type { Observation } from '../../domain/observation';
import type { Parts, Subject } from '../../domain/subject';
import type { ServiceClients } from './service-clients';

/** Never throws. Not written yet. */
export async function observeKey(
  subject: Subject<'key'>,
  _parts: Parts,
  _clients: ServiceClients,
  now: () => Date,
): Promise<Observation<'key'>> {
  return { kind: 'absent', subject, observedAt: now().toISOString() };
}
