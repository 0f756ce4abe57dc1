import type { Acl, ObjectOwnership, PublicAccessBlock } from './bucket-configurations';
import type { LogBucketSteps } from './log-bucket';

/**
 * Any bucket of an account that opted in (parameter BucketGuard), and the public access block of the account itself.
 * A part that was not read is absent, and no technique judges it. Log buckets are a kind of their own.
 */
export interface BucketState {
  /** Of the bucket; the account's id for the block of an account. */
  readonly name: string;
  /** False when the name stands for a bucket of another account: then nothing more is read. */
  readonly isOurs: boolean;
  /** Does the account's parameter ask for it: `all`, or `tagged` and it has the tag? */
  readonly isGuarded: boolean;
  /** As it was written; empty without a policy. Absent in a baseline: what it was is not known. */
  readonly policy?: string;
  readonly acl?: Acl;
  readonly publicAccessBlock?: PublicAccessBlock;
  readonly ownership?: ObjectOwnership;
  /** Only of an account. */
  readonly accountPublicAccessBlock?: PublicAccessBlock;
}

/** Parts that cost a read of their own. */
export const bucketParts = [
  'policy',
  'acl',
  'publicAccessBlock',
  'ownership',
  'accountPublicAccessBlock',
] as const satisfies readonly (keyof BucketState)[];

export type BucketPart = (typeof bucketParts)[number];

/** What a change wrote of a bucket, as far as it was at fault. */
export type BucketWanted = Partial<
  Pick<BucketState, 'policy' | 'acl' | 'publicAccessBlock' | 'ownership'>
>;

/** The writes that put it back. */
export type BucketSteps = Pick<
  LogBucketSteps,
  | 's3:PutBucketPolicy'
  | 's3:DeleteBucketPolicy'
  | 's3:PutPublicAccessBlock'
  | 's3:PutBucketAcl'
  | 's3:PutBucketOwnershipControls'
  | 's3control:PutPublicAccessBlock'
>;

/** A bucket has it with the value `yes` where BucketGuard is `tagged`. */
export const GUARD_TAG = 'trailwarden:guard';

/** Which buckets of an account are guarded; chosen by its owner, for each unit. */
export type BucketGuard = 'none' | 'tagged' | 'all';

/** The public access block of an account is no resource of AWS, so we give it a name: `arn:aws:s3::111122223333:account`. */
export const accountBlockArn = (accountId: string, partition: string): string =>
  `arn:${partition}:s3::${accountId}:account`;

export const isAccountBlock = ({ id }: { readonly id: string }): boolean =>
  /:s3::\d{12}:account$/.test(id);

/** What a change of a policy is, and the text to write instead. */
export interface JudgedPolicy {
  /** From the worst on; `fine` where the change may stay, or where there was none. */
  readonly verdict: 'public' | 'outside-organization' | 'lock-out' | 'weaker' | 'fine';
  readonly sentence: string;
  /** Three-way: what was at fault goes, the rest of the change stays. Empty: no policy. Absent where nothing is to be put back. */
  readonly instead?: string;
  /** Written before that: it closes the bucket even if S3 refuses the other. Absent where one write does both. */
  readonly closing?: string;
}

/**
 * Judges what a change did to whom a bucket lets in. `before` is undefined where it is not known; both are empty where
 * there is no policy. shared/playbooks/bucket-policy is the judge; it is a part of the bundle of its own, and a
 * stopped trail never waits for it.
 */
export type JudgePolicy = (
  bucket: { readonly name: string; readonly ownerAccountId: string },
  before: string | undefined,
  now: string,
) => JudgedPolicy;
