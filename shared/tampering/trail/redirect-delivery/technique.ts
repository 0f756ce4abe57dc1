import type { Technique } from '../../../domain/technique';
import type { TrailSettings } from '../../../domain/trail';
import { byUpdateTrail } from '../by-update-trail';

/**
 * UpdateTrail with another bucket or prefix. IsLogging stays true and no setting looks weak: only the
 * baseline knows where the files belong.
 */
export const redirectDelivery: Technique<'trail'> = {
  id: 'redirect-delivery',
  title: 'Send a trail’s files to another bucket',
  subject: 'trail',
  severity: 'critical',
  row: 'CT-03',
  ...byUpdateTrail('redirect-delivery', {
    settings: { s3BucketName: 'exactly', s3KeyPrefix: 'exactly' },
    sentence: (name) => `Trail ${name} delivers to another place.`,
    partly: (settings) => `its files went to ${placeOf(settings)}`,
    sent: { S3BucketName: 'mallory-keeps-your-logs' },
  }),
};

const placeOf = ({ s3BucketName, s3KeyPrefix }: TrailSettings): string =>
  `s3://${s3BucketName}${s3KeyPrefix ? `/${s3KeyPrefix}` : ''}`;
