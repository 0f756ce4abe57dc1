import { bucketName } from '../../../domain/log-bucket';
import { calling, type Technique } from '../../../domain/technique';
import { bucketChanged, judged } from '../bucket-changed';

const VERSIONING = judged(
  'versioning',
  (must, is) => must.Status === 'Enabled' && is.Status !== 'Enabled',
  ({ Status }) => Status ?? 'never enabled',
);

/** PutBucketVersioning: the same call and record turn it on and off. Versioning is read with every look. */
export const suspendVersioning: Technique<'log-bucket'> = {
  id: 'suspend-versioning',
  title: 'Suspend versioning of the log bucket',
  subject: 'log-bucket',
  severity: 'medium',
  row: 'S3-04',
  mitre: ['T1490', 'T1685.002', 'T1562.008'],
  events: { 's3.amazonaws.com': ['PutBucketVersioning'] },
  parts: [],
  detect: bucketChanged({
    technique: 'suspend-versioning',
    judges: [VERSIONING],
    sentence: (name) => `Bucket ${name} keeps no versions any more.`,
  }),
  drill: calling('s3:PutBucketVersioning', ({ id }) => ({
    Bucket: bucketName(id),
    VersioningConfiguration: { Status: 'Suspended' },
  })),
};
