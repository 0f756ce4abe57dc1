import type { Configuration } from '../configuration';
import type { Bucket } from '../state';
import { oneOf } from '../xml-values';

export const requestPayment: Configuration = {
  name: 'requestPayment',
  root: 'RequestPaymentConfiguration',
  get: {
    action: 'GetBucketRequestPayment',
    permission: 'GetBucketRequestPayment',
    eventName: 'GetBucketRequestPayment',
  },
  put: {
    action: 'PutBucketRequestPayment',
    permission: 'PutBucketRequestPayment',
    eventName: 'PutBucketRequestPayment',
  },
  absent: () => ({ Payer: 'BucketOwner' }),
  accept: ({ Payer }) => ({ Payer: oneOf(Payer, ['Requester', 'BucketOwner']) }),
};

export function isRequesterPays(bucket: Bucket): boolean {
  return bucket.configurations.get('requestPayment')?.Payer === 'Requester';
}
