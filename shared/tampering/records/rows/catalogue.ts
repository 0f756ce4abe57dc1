import type { LogRecord } from '../../../record/log-record';
import type { Row } from '../../../record/row';
import { callOf } from '../rows-of';
import { adjacent } from './adjacent';
import { logBucketRecords } from '../../log-bucket/records';
import { evasion } from './evasion';
import { guardEvents } from './guard-events';
import { guardFunctions } from './guard-functions';
import { guardParts } from './guard-parts';
import { guardRoles } from './guard-roles';
import { keyRecords } from '../../key/records';
import { logGroupRecords } from '../../log-group/records';
import { guardRailRecords } from '../../guard-rail/records';
import { topicRecords } from '../../topic/records';
import { trailRecords } from '../../trail/records';
import { membershipRecords } from '../../membership/records';

/** Every row of the catalogue of techniques that a record can show. Adding one: its file, its line here. */
export const rows: readonly Row[] = [
  ...trailRecords, // CT-01 … CT-12, CT-14
  ...membershipRecords, // CT-13, ORG-01 … ORG-04, ORG-07 … ORG-11, ACC-01, ACC-02
  ...guardRailRecords, // ORG-05, ORG-06
  ...logBucketRecords, // S3-01 … S3-11
  ...keyRecords, // KMS-01 … KMS-06
  ...logGroupRecords, // CWL-01 … CWL-06
  ...topicRecords, // SNS-01
  ...guardEvents, // GRD-01, GRD-02
  ...guardFunctions, // GRD-03
  ...guardRoles, // GRD-04, CWL-07
  ...guardParts, // GRD-05, GRD-06
  ...evasion, // EVT-01
  ...adjacent, // ADJ
];

const byCall = new Map<string, Row[]>();
for (const row of rows) {
  for (const [source, names] of Object.entries(row.events)) {
    for (const name of names) {
      const call = `${source} ${name}`;
      byCall.set(call, [...(byCall.get(call) ?? []), row]);
    }
  }
}

const NONE: readonly Row[] = [];

/** Rows that know this call. */
export const rowsFor = (record: Pick<LogRecord, 'eventSource' | 'eventName'>): readonly Row[] =>
  byCall.get(`${record.eventSource} ${callOf(record)}`) ?? NONE;
