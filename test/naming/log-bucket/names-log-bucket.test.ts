import { expect, test } from '@jest/globals';
import { type NamedCall, namesLogBucket } from '../../../shared/signal/names';
import { aLogBucket } from '../../builders/log-bucket/a-log-bucket';

const aCall = (different: Partial<NamedCall>): NamedCall => ({
  eventName: 'PutBucketPolicy',
  accountId: '444455556666',
  region: 'us-east-1',
  parameters: {},
  resources: [],
  ...different,
});
const bucketName = 'trail-logs-444455556666';

test.each<[string, Partial<NamedCall>]>([
  ['by its name', { parameters: { bucketName, Host: 's3.amazonaws.com' } }],
  ['by its ARN among the resources', { resources: [aLogBucket().id] }],
  ['from another account', { parameters: { bucketName }, accountId: '111122223333' }],
])('a call is about a bucket it names %s', (_, different) => {
  expect(namesLogBucket(aLogBucket(), aCall(different))).toBe(true);
});

test.each(['DeleteAccountPublicAccessBlock', 'PutAccountPublicAccessBlock'])(
  '%s is about every bucket of its own account and of no other',
  (eventName) => {
    expect(namesLogBucket(aLogBucket(), aCall({ eventName }))).toBe(true);
    const parameters = { accountId: '111122223333' };
    expect(namesLogBucket(aLogBucket(), aCall({ eventName, parameters }))).toBe(true);
    const elsewhere = aCall({ eventName, accountId: '111122223333', parameters: { bucketName } });
    expect(namesLogBucket(aLogBucket(), elsewhere)).toBe(false);
  },
);

test('a bucket is named by its name in every partition', () => {
  const china = aLogBucket({ id: `arn:aws-cn:s3:::${bucketName}` });
  expect(namesLogBucket(china, aCall({ parameters: { bucketName } }))).toBe(true);
});

test.each<[string, Partial<NamedCall>]>([
  ['names another', { parameters: { bucketName: `${bucketName}-copy` } }],
  ['names none', {}],
  ['says something else than a text', { parameters: { bucketName: [bucketName] } }],
])('a call that %s is not about the bucket', (_, different) => {
  expect(namesLogBucket(aLogBucket(), aCall(different))).toBe(false);
});
