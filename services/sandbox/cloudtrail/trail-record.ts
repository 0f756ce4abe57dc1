import type { Call, Output, RecordPart } from '../core/service';
import { recordSpelling } from './record-spelling';

/** Records of CreateTrail, UpdateTrail and PutEventSelectors carry the resulting trail (techniques F10). */
export function resultInRecord(_call: Call, output: Output | undefined): RecordPart {
  return { responseElements: output ? recordSpelling(output) : null };
}
