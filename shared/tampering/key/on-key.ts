import { text } from '../../record/json';
import type { LogRecord } from '../../record/log-record';
import { named, rowsOf } from '../records/rows-of';

/** `keyId` may be an id or an ARN; `resources` and the answer hold the full ARN, and are believed first. */
const keyOf = (record: LogRecord): readonly string[] => [
  ...keyArnsOf(record),
  ...named('keyId')(record),
  ...[text(record.serviceEvent.keyId)].flatMap((one) => one ?? []),
];

export const keyArnsOf = ({ resourceArns }: LogRecord): readonly string[] =>
  resourceArns.filter((arn) => arn.includes(':key/'));

/** What calls on a key do. */
export const onKey = rowsOf({ source: 'kms.amazonaws.com', subject: 'keys', targets: keyOf });
