import type { Row } from '../../record/row';
import { padPolicyRecords } from './pad-policy';
import { turnOffOtherLogsRecords } from './turn-off-other-logs/record';

export const otherRecords: readonly Row[] = [
  ...padPolicyRecords, // EVT-01
  ...turnOffOtherLogsRecords, // ADJ
];
