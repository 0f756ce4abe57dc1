import type { DeliveryWay } from '../../domain/delivery';
import type { Severity } from '../../domain/technique';

export interface DeliveryRow {
  /** An id of ours: AWS's documents name no technique for it. */
  readonly row: string;
  /** As people read it, with a verb after it. */
  readonly what: string;
  /** Where it goes. */
  readonly target: string;
  readonly severity: Severity;
  readonly means: string;
}

/** What is told of a trail that logs and does not deliver, a row for each way. */
export const deliveryRows: Readonly<Record<DeliveryWay, DeliveryRow>> = {
  files: {
    row: 'DLV-01',
    what: 'Log files',
    target: 'bucket',
    severity: 'high',
    means: 'CloudTrail tries again for 30 days; what is older than that is lost.',
  },
  digests: {
    row: 'DLV-02',
    what: 'Digests',
    target: 'bucket',
    severity: 'medium',
    means: 'What is written without digests can be altered unseen.',
  },
  logs: {
    row: 'DLV-03',
    what: 'Events for CloudWatch Logs',
    target: 'log group',
    severity: 'medium',
    means: 'Metric filters and subscriptions hear nothing; the bucket has the files.',
  },
  notifications: {
    row: 'DLV-04',
    what: 'Notifications of new log files',
    target: 'topic',
    severity: 'medium',
    means: 'Programs that read a file when they are told of it read none.',
  },
};
