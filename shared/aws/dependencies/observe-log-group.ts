import type { Observation } from '../../domain/observation';
import type { Parts, Subject } from '../../domain/subject';
import type { ServiceClients } from './service-clients';

/** Never throws. Not written yet. */
export async function observeLogGroup(
  subject: Subject<'log-group'>,
  _parts: Parts,
  _clients: ServiceClients,
  now: () => Date,
): Promise<Observation<'log-group'>> {
  return { kind: 'absent', subject, observedAt: now().toISOString() };
}
