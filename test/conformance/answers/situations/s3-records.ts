import * as s3 from '@aws-sdk/client-s3';
import * as s3control from '@aws-sdk/client-s3-control';
import { s3ControlClient } from '../../../../shared/aws/dependencies/s3-control-client';
import type { Answer } from '../recorded-answers';
import { answerOf, type Scene } from '../scene';
import type { Situation, Situations } from '../situation';

const BUCKET = 'the-bucket';

/** The newest record of an event, with the bucket and the account as they were recorded. */
const recordOf = ({ sandbox, accounts: [account] }: Scene, eventName: string): Answer => {
  const records = sandbox.world.cloudtrail.history.get(`${account}/us-east-1`) ?? [];
  const record = records.findLast((one) => one.eventName === eventName);
  const text = JSON.stringify({ ok: record });
  return JSON.parse(text.replaceAll(BUCKET, '{bucket}').replaceAll(account, '{account}'));
};

/** The record of a call on a bucket; the call may be refused. */
const recordOn =
  (eventName: string, more: Partial<s3.CreateBucketCommandInput> = {}): Situation =>
  async (scene, { action, input }) => {
    const client = new s3.S3Client(scene.as());
    await client.send(new s3.CreateBucketCommand({ Bucket: BUCKET, ...more }));
    const Command = Reflect.get(s3, `${action}Command`);
    await answerOf(client.send(new Command({ ...input, Bucket: BUCKET })) as Promise<object>);
    return recordOf(scene, eventName);
  };

export const s3Records: Situations = {
  b6e880: recordOn('PutBucketObjectLockConfiguration', { ObjectLockEnabledForBucket: true }),
  d3c2fb: recordOn('GetBucketPublicAccessBlock'),
  '0d041f': recordOn('GetBucketPolicyStatus'),
  '729f3c': async (scene) => {
    const [AccountId] = scene.accounts;
    const client = s3ControlClient(scene.as());
    await answerOf(client.send(new s3control.GetPublicAccessBlockCommand({ AccountId })));
    return recordOf(scene, 'GetAccountPublicAccessBlock');
  },
};
