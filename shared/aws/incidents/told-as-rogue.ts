import { standingOf } from '../../domain/happening';
import { BECOME_GUARD } from '../../domain/impostor';
import type { IncidentRecord } from '../../domain/incident-record';
import type { Episode } from '../../domain/memory';
import { isSeenOf } from '../../domain/observation';
import type { Reconciliation } from '../../domain/reconciliation';
import { ROGUE_TRAIL } from '../../domain/report';
import { accountKey, incidentKey, readItem, reportSlot } from '../table/table';
import type { Book } from './hold-incident';

/**
 * Is this the look at a trail that cannot become a baseline and writes into a foreign bucket, and is that told
 * already? The event of its making is a reported row, with what to do, before or after this look; the look adds
 * nothing and opens no second incident. After a person said that it was handled, a trail that still exists is told
 * anew.
 */
export async function isToldAsRogue(book: Book, look: Reconciliation): Promise<boolean> {
  const name = rogueIn(look, book.buckets ?? []);
  if (name === undefined) return false;
  const { subject, memory, isToldBeside } = look;
  if (memory.episode && memory.episode.state !== 'restored') return false; // a look has told it already
  if (isToldBeside) return true; // its row told it, or the looks that follow will
  const { accountId, region } = subject;
  const sk = reportSlot(ROGUE_TRAIL, `${accountId}/${region}/${name}`);
  const slot = await readItem<Episode>(book.table, { pk: accountKey(accountId), sk });
  const told = slot && (await readItem<IncidentRecord>(book.table, incidentKey(slot.incidentId)));
  return told !== undefined && told.acknowledgement?.as !== 'handled';
}

/** The trail's name. A bucket is foreign only where the deployment names its own buckets. */
function rogueIn(look: Reconciliation, buckets: readonly string[]): string | undefined {
  const { observation, findings, techniques } = look;
  const isUnfit = standingOf(look) === 'unguarded' && findings.length === 0;
  if (!isUnfit || buckets.length === 0 || techniques.includes(BECOME_GUARD)) return undefined;
  if (!isSeenOf(observation, 'trail') || observation.kind !== 'present') return undefined;
  const { name, s3BucketName } = observation.state.settings;
  return buckets.includes(s3BucketName) ? undefined : name;
}
