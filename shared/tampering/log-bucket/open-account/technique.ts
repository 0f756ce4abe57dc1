import { calling, type Technique } from '../../../domain/technique';
import { blocksLess } from '../blocks-less';
import { bucketChanged, judged } from '../bucket-changed';

/**
 * The public access block of the account that owns the bucket. S3 takes the stricter of this one and the
 * bucket’s own, so it is what still holds when the other is taken away. One that is tighter than it must
 * be is no finding. It is found on every log bucket of the account, and put back once for each.
 */
export const openAccount: Technique<'log-bucket'> = {
  id: 'open-account',
  title: 'Open the account of the log bucket to strangers',
  subject: 'log-bucket',
  severity: 'medium',
  row: 'S3-09',
  mitre: ['T1222', 'T1530', 'T1685.002', 'T1562.008'],
  events: {
    's3.amazonaws.com': ['DeleteAccountPublicAccessBlock', 'PutAccountPublicAccessBlock'],
  },
  parts: ['accountPublicAccessBlock'],
  detect: bucketChanged({
    technique: 'open-account',
    judges: [judged('accountPublicAccessBlock', blocksLess)],
    sentence: (name) => `The account of bucket ${name} blocks less public access than it must.`,
  }),
  drill: calling(
    's3control:DeletePublicAccessBlock',
    ({ accountId }) => ({ AccountId: accountId }),
    'DeleteAccountPublicAccessBlock',
  ),
};
