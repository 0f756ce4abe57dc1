import type { Action, Call } from '../../core/service';
import { bucketArn, onBucket } from '../bucket-of-call';

/** Authorization of an action on an object. No record: object calls are data events. */
export const onObject = {
  ...onBucket,
  resource: (call) => objectArn(call),
  record: null,
} satisfies Partial<Action>;

export const expectedOwner = { 'x-amz-expected-bucket-owner': 'ExpectedBucketOwner' };

/** A version named by its id is a permission of its own: `s3:GetObjectVersion`. */
export function permissionOnVersion(permission: string): (call: Call) => string {
  return ({ input }) => `s3:${permission}${input.VersionId === undefined ? '' : 'Version'}`;
}

export function versionIdOf({ input }: Call): string | undefined {
  return typeof input.VersionId === 'string' ? input.VersionId : undefined;
}

export function objectArn({ input }: Pick<Call, 'input'>, key = String(input.Key)): string {
  return `${bucketArn(String(input.Bucket))}/${key}`;
}
