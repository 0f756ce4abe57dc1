import { recordSilence as record } from '../../shared/aws/heartbeat/record-silence';
import type { Book } from '../../shared/aws/incidents/hold-incident';
import type { BeatingPlace, Heartbeat } from '../../shared/domain/heartbeat';
import { tellSilence } from '../../shared/watch/heartbeat/silence';

export { endSilence } from '../../shared/aws/heartbeat/end-silence';

interface Silence {
  readonly heartbeat: Heartbeat;
  readonly place: BeatingPlace;
  readonly since: string;
}

/** A part of the bundle that is loaded only for a place that is silent, with all that people are told of it. */
export function recordSilence(
  book: Book,
  { heartbeat, place, since }: Silence,
  at: string,
): Promise<void> {
  const { accountId, region, coverage } = place;
  const told = tellSilence(heartbeat, place, since);
  return record(book, { accountId, region, ...told, isLookedAt: coverage !== undefined }, at);
}
