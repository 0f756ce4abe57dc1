import type { DeliveryWay } from '../../domain/delivery';
import type { Severity } from '../../domain/technique';

interface DeliveryRow {
  /** Our own id: no AWS document names a technique for it. */
  readonly row: string;
  /** In words, with a verb to follow. */
  readonly what: string;
  /** The destination. */
  readonly target: string;
  readonly severity: Severity;
  readonly means: string;
}

/** The rows of a trail that logs and does not deliver, one for each way. */
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
