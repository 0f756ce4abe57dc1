import type { Baseline } from '../../../shared/domain/baseline';
import { accountBlockArn, type BucketState } from '../../../shared/domain/bucket';
import type { JudgeBucket } from '../../../shared/domain/bucket-change';
import type { Known } from '../../../shared/domain/observation';
import type { Subject } from '../../../shared/domain/subject';
import { judgeOf } from '../../../shared/playbooks/bucket-policy/as-judge';
import { changeBy } from '../../../shared/tampering/bucket/change-of';
import { at } from '../at';
import { ownersGrant } from '../log-bucket/a-log-bucket';

export const OWNER = '111122223333';
const NAME = 'shop-pictures';

export const aBucket = (different: Partial<Subject<'bucket'>> = {}): Subject<'bucket'> => ({
  kind: 'bucket',
  accountId: OWNER,
  region: 'us-east-1',
  id: `arn:aws:s3:::${NAME}`,
  ...different,
});

export const anAccountBlock = (): Subject<'bucket'> =>
  aBucket({ id: accountBlockArn(OWNER, 'aws') });

type Statement = Readonly<Record<string, unknown>>;

/** A policy on the bucket and its objects. */
export const bucketPolicy = (...statements: readonly Statement[]): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((one) => ({
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: [`arn:aws:s3:::${NAME}`, `arn:aws:s3:::${NAME}/*`],
      ...one,
    })),
  });

export const toEveryone: Statement = { Sid: 'Everyone', Principal: '*' };
export const toStranger: Statement = {
  Sid: 'Stranger',
  Principal: { AWS: 'arn:aws:iam::999988887777:root' },
};
export const toOurs: Statement = {
  Sid: 'Ours',
  Principal: { AWS: 'arn:aws:iam::444455556666:root' },
};
export const tlsOnly: Statement = {
  Sid: 'OnlyOverTls',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
export const ownerOut: Statement = {
  Sid: 'OwnerOut',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:DeleteBucketPolicy',
};

export const allBlocked = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
} as const;

export const nothingBlocked = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
} as const;

export const aBucketState = (different: Partial<BucketState> = {}): BucketState => ({
  name: NAME,
  isOurs: true,
  isGuarded: true,
  policy: bucketPolicy(toOurs, tlsOnly),
  acl: { Owner: { ID: ownersGrant.Grantee.ID }, Grants: [ownersGrant] },
  publicAccessBlock: allBlocked,
  ownership: 'BucketOwnerEnforced',
  ...different,
});

export const anAccountBlockState = (block: BucketState['accountPublicAccessBlock'] = allBlocked) =>
  ({ name: OWNER, isOurs: true, isGuarded: true, accountPublicAccessBlock: block }) as BucketState;

export const aBucketBaseline = (
  state = aBucketState(),
  subject = state.accountPublicAccessBlock ? anAccountBlock() : aBucket(),
): Baseline<'bucket'> => ({
  subject,
  version: 1,
  state,
  capturedAt: at(-3_600),
  capturedBy: 'trailwarden',
  why: 'first sight',
});

/** Read at second 60. */
export const aBucketSeen = (state = aBucketState()): Known<'bucket'> => ({
  kind: 'present',
  subject: state.accountPublicAccessBlock ? anAccountBlock() : aBucket(),
  observedAt: at(60),
  state,
});

/** Of an organization of two accounts. */
export const aJudge = (): JudgeBucket =>
  changeBy(judgeOf({ id: 'o-exampleorg', accountIds: [OWNER, '444455556666'] }, 'aws'));
