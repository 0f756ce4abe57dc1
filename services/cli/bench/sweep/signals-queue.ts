export interface Message {
  readonly body: string;
  readonly receiptHandle: string;
  received: number;
  /** When it is visible again, after its taker failed. */
  dueAt: number;
}

/** The signals queue and its dead letters, in memory. */
export interface SignalsQueue {
  readonly send: (body: string) => void;
  readonly waiting: () => number;
  /** At most ten; their taker deletes them or gives them back. */
  readonly take: (now: number) => readonly Message[];
  readonly comeBackIn: (receiptHandle: string, seconds: number) => void;
  readonly giveBack: (message: Message) => void;
  readonly done: (message: Message) => void;
  readonly deadLetters: () => number;
}

/** As services/central/signals.yml says. */
const HIDDEN_MS = 180_000;
const RECEIVES = 5;

/** `onArrival` is called when there may be something to take. */
export function openSignalsQueue(onArrival: () => void): SignalsQueue {
  const visible: Message[] = [];
  const hidden = new Map<string, Message>();
  let sent = 0;
  let dead = 0;
  const show = (message: Message): void => {
    if (!hidden.delete(message.receiptHandle)) return;
    if (message.received >= RECEIVES) dead += 1;
    else visible.push(message);
    onArrival();
  };
  return {
    send: (body) => {
      sent += 1;
      visible.push({ body, receiptHandle: `receipt-${sent}`, received: 0, dueAt: 0 });
      onArrival();
    },
    waiting: () => visible.length,
    take: (now) => {
      const taken = visible.splice(0, 10);
      for (const message of taken) {
        message.received += 1;
        message.dueAt = now + HIDDEN_MS;
        hidden.set(message.receiptHandle, message);
      }
      return taken;
    },
    comeBackIn: (receiptHandle, seconds) => {
      const message = hidden.get(receiptHandle);
      if (message) message.dueAt = performance.now() + 1_000 * seconds;
    },
    giveBack: (message) => {
      setTimeout(() => show(message), Math.max(0, message.dueAt - performance.now())).unref();
    },
    done: ({ receiptHandle }) => {
      hidden.delete(receiptHandle);
    },
    deadLetters: () => dead,
  };
}
