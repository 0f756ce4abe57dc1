import { secondOf } from '../../shared/investigate/dark/spans';

interface Timed {
  readonly at: string;
}

/**
 * Events newest first, a whole second at a time: only once an older event is seen is it known that a
 * second is complete. Reading can stop after any of them and go on below it, without anything twice.
 */
export async function* wholeSeconds<E extends Timed>(
  events: AsyncIterable<E>,
): AsyncGenerator<{ readonly second: string; readonly events: readonly E[] }> {
  let second: string | undefined;
  let gathered: E[] = [];
  for await (const event of events) {
    const at = secondOf(event.at);
    if (second !== undefined && at < second) {
      yield { second, events: gathered };
      gathered = [];
    }
    second = second === undefined || at < second ? at : second;
    gathered.push(event);
  }
  if (second !== undefined) yield { second, events: gathered };
}
