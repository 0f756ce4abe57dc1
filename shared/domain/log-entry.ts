import type { Decision } from './decision';
import type { Heard, Sent } from './heartbeat';
import type { ObstacleKind } from './obstacle';
import type { RestorationOutcome } from './restoration';

/**
 * Everything the responder says. One JSON object a line: CloudWatch Logs Insights reads the fields.
 * The metrics are counted from the same entries (`services/responder/log.ts`).
 */
export type LogEntry =
  | {
      readonly kind: 'signal';
      readonly id: string;
      readonly what: string;
      readonly accountId: string;
      readonly region: string;
      readonly by?: string;
      readonly from?: string;
    }
  | {
      readonly kind: 'step';
      readonly call: string;
      readonly subject: string;
      readonly as: string;
      readonly at: string;
      readonly obstacle?: string;
      readonly met?: ObstacleKind;
    }
  | {
      readonly kind: 'decision';
      readonly subject: string;
      readonly accountId: string;
      readonly decision: Decision['kind'];
      readonly outcome: RestorationOutcome;
      readonly findings: readonly string[];
      readonly incident?: string;
      readonly why?: string;
      readonly blindMs?: number;
      /** From the first signal we had of it to AWS's last answer; only of what was restored. */
      readonly signalToRestoredMs?: number;
      /** From the tampering itself, as its event says; absent where no event told of it. */
      readonly tamperToRestoredMs?: number;
      /** Why the subject could not be read in the end. */
      readonly unread?: ObstacleKind;
      /** Escalated, and by nothing that may pass by itself. */
      readonly needsPerson?: true;
      /** No event told of what the schedule's look found. */
      readonly missedByEvents?: true;
    }
  /** An account and Region whose trails could not be listed. */
  | {
      readonly kind: 'unlisted';
      readonly accountId: string;
      readonly region: string;
      readonly why: string;
      readonly met: ObstacleKind;
    }
  /** A refused call was written down as an attempt. */
  | { readonly kind: 'attempted'; readonly id: string; readonly techniques: readonly string[] }
  /** A beat that was to leave, or that came. */
  | {
      readonly kind: 'heartbeat';
      readonly outcome: Sent['kind'] | Heard['kind'];
      readonly accountId: string;
      readonly region: string;
      /** From the call to the queue, of a beat that came. */
      readonly latencyMs?: number;
      readonly since?: string;
      readonly why?: string;
    }
  /** What a trail logs does not arrive; which ways do not deliver. */
  | {
      readonly kind: 'delivery';
      readonly trail: string;
      readonly accountId: string;
      readonly rows: readonly string[];
    }
  | { readonly kind: 'reported'; readonly id: string; readonly rows: readonly string[] }
  | { readonly kind: 'refused'; readonly messageId: string; readonly why: string }
  | {
      readonly kind: 'again';
      readonly messageId: string;
      readonly why: string;
      readonly inSeconds: number;
    }
  | { readonly kind: 'fault'; readonly what: string; readonly why: string };

export type Log = (entry: LogEntry) => void;
