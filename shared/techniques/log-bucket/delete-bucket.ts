import type { Finding } from '../../domain/finding';
import { bucketName, logBucketParts } from '../../domain/log-bucket';
import type { Known } from '../../domain/observation';
import type { Expected, Technique } from '../../domain/technique';

/**
 * DeleteBucket. The name is free for anybody in the world from then on, so it has to be taken back at
 * once; a bucket of another account under the name would be given every log file if its policy let
 * CloudTrail write. Whatever stands under the name is read whole: it may be a bucket made in its place.
 */
export const deleteBucket: Technique<'log-bucket'> = {
  id: 'delete-bucket',
  title: 'Delete the log bucket',
  subject: 'log-bucket',
  severity: 'critical',
  row: 'S3-03',
  mitre: ['T1485', 'T1685.002', 'T1562.008'],
  description:
    'Deletes the bucket that trails deliver to, after emptying it. Its name is then free for any account. Deliveries fail until there is a bucket again; CloudTrail repeats them for 30 days.',
  notRestorable:
    'Every log file that was in it, configurations that are not kept here (CORS, website, inventory, metrics, analytics, tiering), and the name itself once another account has it: then redirect the trails to another bucket.',
  events: { 's3.amazonaws.com': ['DeleteBucket'] },
  parts: logBucketParts,
  detect,
  drill: ({ id, region }) => [
    { call: 's3:DeleteBucket', region, input: { Bucket: bucketName(id) } },
  ],
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
