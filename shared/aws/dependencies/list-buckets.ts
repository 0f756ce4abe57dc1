import { ListBucketsCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Place } from '../../domain/place';
import type { Subject } from '../../domain/subject';
import { partitionOf } from '../../domain/trail';
import { allPages } from './all-pages';

/** The buckets of an account in one Region, as subjects. Rejects with the SDK's error. */
export const listBuckets = (
  { accountId, region }: Place,
  s3: S3Client,
): Promise<readonly Subject<'bucket'>[]> =>
  allPages(async (ContinuationToken) => {
    const page = await s3.send(
      new ListBucketsCommand({ BucketRegion: region, MaxBuckets: 1_000, ContinuationToken }),
    );
    const items = (page.Buckets ?? []).flatMap(({ Name, BucketArn }) => {
      const partition = BucketArn?.split(':')[1] ?? partitionOf(region);
      const id = `arn:${partition}:s3:::${Name}`;
      return Name ? [{ kind: 'bucket' as const, accountId, region, id }] : [];
    });
    return { items, next: page.ContinuationToken };
  });
