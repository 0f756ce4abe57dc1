import type { Row } from '../../record/row';
import { openAccessPointRecords } from './open-access-point';

/** What a bucket let in before a change is in no record, so none tells a worse policy of a bucket from a better one. */
export const bucketRecords: readonly Row[] = [
  ...openAccessPointRecords, // BKT-06
];
