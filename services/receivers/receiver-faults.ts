import type { Channel } from './receiver';

/**
 * What may be wrong with a receiver. `down`: the connection is cut and nothing was taken. `refused` and
 * `too-many`: answered so, nothing was taken. `slow`: taken and answered late. `dropped`: taken, and the
 * connection cut before the answer.
 */
export type Trouble =
  | { readonly kind: 'down' }
  | { readonly kind: 'refused'; readonly status: number; readonly body?: string }
  | { readonly kind: 'too-many'; readonly retryAfterSeconds: number }
  | { readonly kind: 'slow'; readonly milliseconds: number }
  | { readonly kind: 'dropped' };

export type ReceiverFault = Trouble & {
  readonly channel: Channel;
  /** How many requests it strikes; absent: all until it is removed. */
  readonly times?: number;
};

export interface ReceiverFaults {
  /** Returns the function that removes it. */
  readonly add: (fault: ReceiverFault) => () => void;
  readonly clear: () => void;
  /** What strikes a request to this channel; counted against its `times`. */
  readonly strike: (channel: Channel) => readonly ReceiverFault[];
}

export function createReceiverFaults(): ReceiverFaults {
  const active = new Map<ReceiverFault, number>();
  return {
    add(fault) {
      const own = { ...fault };
      active.set(own, fault.times ?? Number.POSITIVE_INFINITY);
      return () => {
        active.delete(own);
      };
    },
    clear: () => active.clear(),
    strike: (channel) =>
      [...active].flatMap(([fault, left]) => {
        if (fault.channel !== channel || left <= 0) return [];
        active.set(fault, left - 1);
        return [fault];
      }),
  };
}
