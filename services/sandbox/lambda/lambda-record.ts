import { recordSpelling } from '../cloudtrail/record-spelling';
import type { Call, Output, RecordPart } from '../core/service';

/** Records show neither the code nor the values of environment variables [R]. */
export function lambdaRecord({ input }: Call, output: Output | undefined): RecordPart {
  const { ZipFile: _code, ...shown } = input;
  const answered = output !== undefined && Object.keys(output).length > 0;
  return {
    requestParameters: recordSpelling(withoutVariables(shown)),
    responseElements: answered ? recordSpelling(withoutVariables(output)) : null,
  };
}

function withoutVariables(members: Output): Output {
  return members.Environment === undefined ? members : { ...members, Environment: {} };
}
