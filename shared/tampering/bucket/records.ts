import type { Row } from '../../record/row';

/** None yet: what a bucket let in before a change is in no record, so a replay cannot tell a worse policy from a better one. */
export const bucketRecords: readonly Row[] = [];
