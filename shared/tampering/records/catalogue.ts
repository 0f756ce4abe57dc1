import type { LogRecord } from '../../record/log-record';
import type { Row } from '../../record/row';
import { bucketRecords } from '../bucket/records';
import { indexed } from '../detection/indexed';
import { guardRailRecords } from '../guard-rail/records';
import { keyRecords } from '../key/records';
import { logBucketRecords } from '../log-bucket/records';
import { logGroupRecords } from '../log-group/records';
import { membershipRecords } from '../membership/records';
import { otherRecords } from '../other/records';
import { topicRecords } from '../topic/records';
import { trailRecords } from '../trail/records';
import { wardenRecords } from '../warden/records';
import { callOf } from './rows-of';

/** Every row that a record can show, by the subject it is about. Adding one: its rows in the `records.ts` of the subject, or its line there. */
export const rows: readonly Row[] = [
  ...trailRecords, // CT-01 … CT-12, CT-14
  ...membershipRecords, // CT-13, ORG-01 … ORG-04, ORG-07 … ORG-11, ACC-01, ACC-02
  ...guardRailRecords, // ORG-05, ORG-06
  ...logBucketRecords, // S3-01 … S3-12
  ...bucketRecords, // BKT-06
  ...keyRecords, // KMS-01 … KMS-07
  ...topicRecords, // SNS-01, SNS-02
  // Before CWL-07: a refused call on a role that the record does not name counts as one on ours.
  ...wardenRecords, // GRD-01 … GRD-07
  ...logGroupRecords, // CWL-01 … CWL-09
  ...otherRecords, // EVT-01, ADJ
];

const byCall = indexed(rows);

/** Rows that know this call. */
export const rowsFor = (record: Pick<LogRecord, 'eventSource' | 'eventName'>): readonly Row[] =>
  byCall(record.eventSource, callOf(record));
