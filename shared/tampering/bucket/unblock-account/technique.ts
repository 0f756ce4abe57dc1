import { calling, type Technique } from '../../../domain/technique';
import { worstChange } from '../bucket-calls';

/** One call opens every bucket of the account that only the block kept shut. */
export const unblockAccount: Technique<'bucket'> = {
  id: 'unblock-account',
  title: 'Stop blocking public access to the buckets of an account',
  subject: 'bucket',
  severity: 'high',
  row: 'BKT-05',
  mitre: ['T1530', 'T1222'],
  events: { 's3.amazonaws.com': ['DeleteAccountPublicAccessBlock', 'PutAccountPublicAccessBlock'] },
  parts: ['accountPublicAccessBlock'],
  detect: worstChange('unblock-account'),
  drill: calling(
    's3control:DeletePublicAccessBlock',
    ({ accountId }) => ({ AccountId: accountId }),
    'DeleteAccountPublicAccessBlock',
  ),
};
