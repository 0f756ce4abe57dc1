import { DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { drillOn } from '../drill-on';
import { queueUrl } from '../queue-url';
import { partDiffers } from '../seen-part';

/**
 * SetQueueAttributes, AddPermission or RemovePermission: a policy that lets no one send, a foreign key,
 * messages that expire within a minute. A purge leaves no trace in the queue; its record is kept.
 */
export const closeQueue: Technique<'warden'> = {
  id: 'close-queue',
  title: 'Change a queue of signals',
  subject: 'warden',
  severity: 'critical',
  row: 'GRD-06',
  mitre: DISABLE_LOGS,
  events: {
    'sqs.amazonaws.com': ['AddPermission', 'PurgeQueue', 'RemovePermission', 'SetQueueAttributes'],
  },
  parts: [],
  detect: partDiffers(
    'queue',
    'close-queue',
    ({ name: queue, attributes: must }, { attributes: is }) => {
      const changed = [...new Set([...Object.keys(must), ...REMOVABLE])]
        .sort()
        .filter((name) => isWorse(name, must[name], is[name]));
      return {
        parts: changed.map((name) => `attributes.${name}`),
        expected: changed.map((name) => must[name] ?? 'none').join(', '),
        actual: changed.map((name) => is[name] ?? 'none').join(', '),
        sentence: `Queue ${queue} was changed: ${changed.join(', ')}.`,
      };
    },
  ),
  drill: (queue) =>
    drillOn('queue', queue, [
      'sqs:SetQueueAttributes',
      { QueueUrl: queueUrl(queue.id), Attributes: { Policy: '', MessageRetentionPeriod: '60' } },
    ]),
};

/** Attributes a queue may be without; having one that is not the baseline's is tampering. */
const REMOVABLE = ['KmsMasterKeyId', 'Policy', 'RedriveAllowPolicy', 'RedrivePolicy'];

/** More of these keeps more. */
const AT_LEAST: ReadonlySet<string> = new Set(['MaximumMessageSize', 'MessageRetentionPeriod']);

const isWorse = (name: string, must: string | undefined, is: string | undefined): boolean =>
  AT_LEAST.has(name) ? Number(is ?? 0) < Number(must ?? 0) : must !== is;
