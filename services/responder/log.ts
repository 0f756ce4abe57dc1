import type { Decision } from '../../shared/domain/decision';
import type { RestorationOutcome } from '../../shared/domain/restoration';

/** Everything the responder says. One JSON object a line: CloudWatch Logs Insights reads the fields. */
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

export const logLine: Log = (entry) => {
  process.stdout.write(`${JSON.stringify(entry)}\n`);
};
