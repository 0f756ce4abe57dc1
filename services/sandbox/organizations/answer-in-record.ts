import { recordSpelling } from '../cloudtrail/record';
import { recordedTime, withDates } from '../core/dates';
import type { Call, Output, RecordPart } from '../core/service';

/** Records of changes that answer something carry the answer [D orgs_security_incident-response]. */
export function answerInRecord(_call: Call, output: Output | undefined): RecordPart {
  if (output === undefined || Object.keys(output).length === 0) return {};
  return { responseElements: recordSpelling(withDates(output, recordedTime) as Output) };
}
