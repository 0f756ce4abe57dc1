import type { Row } from '../../record/row';

export const bucketRecords: readonly Row[] = [
  // None yet: what a bucket let in before a change is in no record, so none tells a worse policy from a better one.
];
