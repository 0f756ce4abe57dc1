import type { HistoryEvent, ReadHistory } from '../../shared/aws/dark/event-history';
import type { Place } from '../../shared/aws/member-access';
import type { Span } from '../../shared/domain/dark';

/** Events of a place, newest first; at most so many pages where a look is enough. */
export async function* history(
  page: ReadHistory,
  place: Place,
  { span, pages = Number.POSITIVE_INFINITY }: { readonly span: Span; readonly pages?: number },
): AsyncGenerator<HistoryEvent> {
  let next: string | undefined;
  for (let read = 0; read < pages; read += 1) {
    const answer = await page(place, span, next);
    yield* answer.events;
    next = answer.next;
    if (!next) return;
  }
}
