import { named, type Service } from '../core/service';
import { errorDetails } from '../s3/refusals';
import * as accountBlock from './actions/account-block';

/** What S3 keeps for a whole account. In IAM and in CloudTrail it is S3. */
export const s3controlService: Service = {
  id: 's3control',
  eventSource: 's3.amazonaws.com',
  wire: {
    protocol: 'rest-xml',
    namespace: 'http://awss3control.amazonaws.com/doc/2018-08-20/',
    wrapsErrors: true,
  },
  throttlingCode: 'SlowDown',
  recordsDeniedParameters: true,
  errorDetails,
  actions: named(accountBlock),
};
