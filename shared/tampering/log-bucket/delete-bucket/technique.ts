import type { Finding } from '../../../domain/finding';
import { bucketName, logBucketParts } from '../../../domain/log-bucket';
import type { Known } from '../../../domain/observation';
import { calling, type Expected, type Technique } from '../../../domain/technique';

/**
 * DeleteBucket. The name is free for the whole world from then on, so it has to be taken back at
 * once; a bucket of another account under the name would be given every log file if its policy let
 * CloudTrail write. What stands under the name is read whole: it may be a bucket made in its place.
 */
export const deleteBucket: Technique<'log-bucket'> = {
  id: 'delete-bucket',
  title: 'Delete the log bucket',
  subject: 'log-bucket',
  severity: 'critical',
  row: 'S3-03',
  mitre: ['T1485', 'T1685.002', 'T1562.008'],
  events: { 's3.amazonaws.com': ['DeleteBucket'] },
  parts: logBucketParts,
  detect,
  drill: calling('s3:DeleteBucket', ({ id }) => ({ Bucket: bucketName(id) })),
};

function detect(
  observation: Known<'log-bucket'>,
  { baseline }: Expected<'log-bucket'>,
): Finding | undefined {
  const isGone = observation.kind === 'absent';
  if (!isGone && observation.state.isOurs) return undefined;
  const deleted = `Bucket ${baseline.state.name} was deleted`;
  return {
    technique: 'delete-bucket',
    part: 'isOurs',
    expected: 'a bucket of this account',
    actual: isGone ? 'no bucket of this name' : 'a bucket of another account',
    sentence: isGone ? `${deleted}.` : `${deleted}, and another account has taken its name.`,
    healed: false,
  };
}
