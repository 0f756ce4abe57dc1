import { recordSpelling } from '../../cloudtrail/record-spelling';
import type { Call } from '../../core/call';
import type { Output, RecordPart } from '../../core/service';

export function stackSetRecord({ input }: Call, output: Output | undefined): RecordPart {
  const { RetainStacks } = input;
  const typed = {
    ...input,
    ...(RetainStacks !== undefined && { RetainStacks: RetainStacks === 'true' }),
  };
  const answered = output !== undefined && Object.keys(output).length > 0;
  return {
    requestParameters: recordSpelling(typed),
    responseElements: answered ? recordSpelling(output) : null,
  };
}
