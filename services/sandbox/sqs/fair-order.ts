import type { Message } from './message';

/**
 * The visible messages of a standard queue. A fair queue hands out the group with the fewest
 * messages in flight first, so one noisy tenant does not delay the others; within that, oldest first.
 * [D] AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues
 */
export class FairOrder {
  readonly #waiting = new Map<string, Message[]>();
  readonly #inFlight = new Map<string, number>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(message: Message): void {
    const group = groupOf(message);
    const waiting = this.#waiting.get(group);
    if (waiting) waiting.push(message);
    else this.#waiting.set(group, [message]);
    this.#size += 1;
  }

  /** The next message to hand out; it counts as in flight until `settled`. */
  take(): Message | undefined {
    const group = this.#quietest();
    const waiting = group === undefined ? undefined : this.#waiting.get(group);
    const message = waiting?.shift();
    if (group === undefined || message === undefined) return undefined;
    if (waiting?.length === 0) this.#waiting.delete(group);
    this.#inFlight.set(group, (this.#inFlight.get(group) ?? 0) + 1);
    this.#size -= 1;
    return message;
  }

  /** A taken message was deleted or has become visible again. */
  settled(message: Message): void {
    const group = groupOf(message);
    const left = (this.#inFlight.get(group) ?? 0) - 1;
    if (left > 0) this.#inFlight.set(group, left);
    else this.#inFlight.delete(group);
  }

  clear(): void {
    this.#waiting.clear();
    this.#size = 0;
  }

  #quietest(): string | undefined {
    let best: { readonly group: string; readonly inFlight: number } | undefined;
    for (const group of this.#waiting.keys()) {
      const inFlight = this.#inFlight.get(group) ?? 0;
      if (inFlight === 0) return group;
      if (best === undefined || inFlight < best.inFlight) best = { group, inFlight };
    }
    return best?.group;
  }
}

/** Messages without a group are one tenant among the others. */
function groupOf(message: Message): string {
  return message.groupId ?? '';
}
