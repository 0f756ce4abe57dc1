import type { JudgedPolicy, JudgePolicy } from '../../domain/bucket';
import type { Verdict } from './fault';
import { judgeBucketPolicy } from './judge';
import { putBack } from './put-back';
import type { Organization } from './reach';

/** The judge as techniques ask it: three-way, with an empty text for no policy. */
export const judgeOf =
  (organization: Organization, partition: string): JudgePolicy =>
  (bucket, before, now) => {
    const change = {
      before: before === '' ? undefined : (before ?? null),
      now: now === '' ? undefined : now,
      bucket: { ...bucket, partition, logDeliveries: LOG_DELIVERIES },
      organization,
    };
    const { verdict, sentence } = judgeBucketPolicy(change);
    const written = putBack(change);
    return {
      verdict: AS[verdict],
      sentence,
      ...(written.kind === 'put' && { instead: written.policy }),
      ...(written.kind === 'delete' && { instead: '' }),
    };
  };

/** [D] AWS-logs-and-resource-policy, the services that deliver to buckets by policy. */
export const LOG_DELIVERIES: readonly string[] = [
  'cloudtrail.amazonaws.com',
  'config.amazonaws.com',
  'delivery.logs.amazonaws.com',
  'logging.s3.amazonaws.com',
  'logdelivery.elasticloadbalancing.amazonaws.com',
];

const AS: Readonly<Record<Verdict, JudgedPolicy['verdict']>> = {
  public: 'public',
  'outside-organization': 'outside-organization',
  'lock-out': 'lock-out',
  'weaker-transport': 'weaker',
  'weaker-encryption': 'weaker',
  wider: 'weaker',
  unreadable: 'fine',
  narrower: 'fine',
  same: 'fine',
};
