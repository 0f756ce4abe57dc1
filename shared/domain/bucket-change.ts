import type { BucketState } from './bucket';
import type { Finding } from './finding';
import type { Subject } from './subject';

/** The technique that a bucket was changed by, and what of it people read. */
export interface BucketChange {
  readonly technique: string;
  readonly found: Pick<
    Finding,
    'part' | 'expected' | 'actual' | 'sentence' | 'instead' | 'closing' | 'wanted'
  >;
}

/** The worst that a bucket is, compared with what it must be; nothing where it is as good. */
export type JudgeBucket = (
  subject: Subject<'bucket'>,
  must: BucketState,
  is: BucketState,
) => BucketChange | undefined;
