import type { ObjectLock } from '../../../domain/bucket-configurations';
import { bucketName } from '../../../domain/log-bucket';
import { calling, type Technique } from '../../../domain/technique';
import { bucketChanged, judged } from '../bucket-changed';

const OBJECT_LOCK = judged('objectLock', isWeaker);

/**
 * PutObjectLockConfiguration with no default retention, a shorter one, or GOVERNANCE where it was
 * COMPLIANCE. Public sources disagree on the recorded name; both are known here.
 */
export const weakenObjectLock: Technique<'log-bucket'> = {
  id: 'weaken-object-lock',
  title: 'Weaken Object Lock of the log bucket',
  subject: 'log-bucket',
  severity: 'medium',
  row: 'S3-05',
  mitre: ['T1490', 'T1685.002', 'T1562.008'],
  events: {
    's3.amazonaws.com': ['PutObjectLockConfiguration', 'PutBucketObjectLockConfiguration'],
  },
  parts: ['objectLock'],
  detect: bucketChanged({
    technique: 'weaken-object-lock',
    judges: [OBJECT_LOCK],
    sentence: (name) => `Bucket ${name} locks new log files less than it must.`,
  }),
  drill: calling('s3:PutObjectLockConfiguration', ({ id }) => ({
    Bucket: bucketName(id),
    ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' },
  })),
};

function isWeaker(must: ObjectLock, is: ObjectLock): boolean {
  if (must.ObjectLockEnabled && !is.ObjectLockEnabled) return true;
  const before = must.Rule?.DefaultRetention;
  const now = is.Rule?.DefaultRetention;
  if (!before) return false;
  const isBypassable = before.Mode === 'COMPLIANCE' && now?.Mode !== 'COMPLIANCE';
  return isBypassable || daysOf(now) < daysOf(before);
}

const daysOf = ({ Days = 0, Years = 0 }: { Days?: number; Years?: number } = {}): number =>
  Days + Years * 365;
