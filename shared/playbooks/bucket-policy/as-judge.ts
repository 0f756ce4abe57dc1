import type { JudgedPolicy, JudgePolicy } from '../../domain/bucket';
import { LOG_DELIVERIES } from '../../record/statements/log-deliveries';
import type { Organization } from '../../record/statements/reach';
import { readStatements } from '../../record/statements/statement';
import type { Verdict } from './fault';
import { judgeBucketPolicy } from './judge';
import { closing, type PutBack, putBack } from './put-back';

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
    // S3 took it, and we cannot say whom it lets in: a person must.
    const isUnread = before !== now && !readStatements(change.now, partition);
    return {
      verdict: isUnread ? 'weaker' : AS[verdict],
      sentence,
      ...toWrite('instead', written),
      ...toWrite('closing', closing(change, written)),
    };
  };

const toWrite = (as: 'instead' | 'closing', written: PutBack): { [as]?: string } => {
  switch (written.kind) {
    case 'put':
      return { [as]: written.policy };
    case 'delete':
      return { [as]: '' };
    case 'leave':
      return {};
  }
};

const AS: Readonly<Record<Verdict, JudgedPolicy['verdict']>> = {
  public: 'public',
  'outside-organization': 'outside-organization',
  'lock-out': 'lock-out',
  'weaker-transport': 'weaker',
  'weaker-encryption': 'weaker',
  'may-lock-out': 'weaker',
  wider: 'weaker',
  unreadable: 'fine',
  narrower: 'fine',
  same: 'fine',
};
