import type { Place } from '../../shared/aws/member-access';
import type { Span } from '../../shared/domain/dark';
import type { Obstacle } from '../../shared/domain/obstacle';
import { secondBefore, subtract } from '../../shared/investigate/dark/spans';
import type { Investigator } from './investigator';
import { ENOUGH_FOR_A_FILE_MS, type ReadSpan, readFile } from './read-file';

export type PlaceOutcome =
  | { readonly kind: 'read' }
  | { readonly kind: 'left' } // out of time; what is left is not covered
  | { readonly kind: 'missed'; readonly why: Obstacle };

interface Wanted {
  readonly spans: readonly Span[];
  readonly covered: readonly Span[];
  readonly folder: string;
  /** Covers and counts it, before anything more is read. */
  readonly note: (read: ReadSpan) => Promise<void>;
}

/**
 * Reads what is wanted of an account and Region and not covered yet, newest first. A file is in the bucket
 * before its time counts as covered; who is killed between the two writes it again. Rejects when the
 * evidence cannot be kept, because then nothing was recovered.
 */
export async function readPlace(
  investigator: Investigator,
  place: Place,
  { spans, covered, folder, note }: Wanted,
): Promise<PlaceOutcome> {
  for (const span of subtract(spans, covered).toReversed()) {
    let { to } = span;
    while (to >= span.from) {
      if (investigator.leftMs() <= ENOUGH_FOR_A_FILE_MS) return { kind: 'left' };
      const wanted = { span: { from: span.from, to }, folder };
      const read = await readFile(investigator, place, wanted).catch(investigator.obstacleIn);
      if ('kind' in read) return { kind: 'missed', why: read };
      if (read.object) await investigator.put(read.object);
      await note(read);
      to = secondBefore(read.span.from);
    }
  }
  return { kind: 'read' };
}
