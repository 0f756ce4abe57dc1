import { recordedTime } from '../core/dates';
import type { Call, Output, RecordPart } from '../core/service';

const secret = ['cause', 'definition', 'error', 'input', 'output', 'taskToken'];

/** Records show neither definitions nor what executions work on. */
export function statesRecord({ input }: Call, output: Output | undefined): RecordPart {
  const requestParameters = Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      name,
      secret.includes(name) ? 'HIDDEN_DUE_TO_SECURITY_REASONS' : value,
    ]),
  );
  const answered = Object.entries(output ?? {}).map(([name, value]) => [
    name,
    value instanceof Date ? recordedTime(value) : value,
  ]);
  return {
    requestParameters,
    responseElements: answered.length > 0 ? Object.fromEntries(answered) : null,
  };
}
