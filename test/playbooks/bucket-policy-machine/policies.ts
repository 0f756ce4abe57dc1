/** A policy for a bucket of an account. */
export type MakePolicy = (bucket: string, account: string) => string | undefined;

const policy = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

const reading = (bucket: string, more: object) => ({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: `arn:aws:s3:::${bucket}/*`,
  ...more,
});

const own = (bucket: string, account: string) =>
  reading(bucket, { Sid: 'Own', Principal: { AWS: `arn:aws:iam::${account}:root` } });

const overTls = (bucket: string) => ({
  Sid: 'OverTls',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});

export const good: MakePolicy = (bucket, account) => policy(own(bucket, account), overTls(bucket));

export const open: MakePolicy = (bucket, account) =>
  policy(own(bucket, account), overTls(bucket), reading(bucket, { Sid: 'All', Principal: '*' }));

/** Without the Deny: weaker, and open to no one new. */
export const weak: MakePolicy = (bucket, account) => policy(own(bucket, account));

export const none: MakePolicy = () => undefined;
