import { calling, DISABLE_LOGS, type Technique } from '../../../domain/technique';
import type { TrailSettings } from '../../../domain/trail';
import { settingChanged } from '../setting-changed';

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
  mitre: DISABLE_LOGS,
  events: { 'cloudtrail.amazonaws.com': ['UpdateTrail'] },
  parts: [],
  detect: settingChanged({
    technique: 'redirect-delivery',
    settings: { s3BucketName: 'exactly', s3KeyPrefix: 'exactly' },
    sentence: (name) => `Trail ${name} delivers to another place.`,
    partly: (settings) => `its files went to ${placeOf(settings)}`,
  }),
  drill: calling('cloudtrail:UpdateTrail', ({ id }) => ({
    Name: id,
    S3BucketName: 'mallory-keeps-your-logs',
  })),
};

const placeOf = ({ s3BucketName, s3KeyPrefix }: TrailSettings): string =>
  `s3://${s3BucketName}${s3KeyPrefix ? `/${s3KeyPrefix}` : ''}`;
