import { recordSpelling } from '../cloudtrail/record';
import { recordedTime } from '../core/dates';
import type { Call, Output, RecordPart } from '../core/service';

/** What IAM's own records show of a change: typed parameters, and times as Java prints them [R]. */
export function iamRecord({ input }: Call, output: Output | undefined): RecordPart {
  const answered = output !== undefined && Object.keys(output).length > 0;
  return {
    requestParameters: recordSpelling(typed(input)),
    responseElements: answered ? recordSpelling(asRecorded(output) as Output) : null,
  };
}

/** The Query protocol carries texts only; records tell numbers and booleans apart. */
function typed(input: Output): Output {
  const { SetAsDefault, MaxSessionDuration } = input;
  return {
    ...input,
    ...(SetAsDefault !== undefined && { SetAsDefault: SetAsDefault === 'true' }),
    ...(MaxSessionDuration !== undefined && { MaxSessionDuration: Number(MaxSessionDuration) }),
  };
}

function asRecorded(value: unknown): unknown {
  if (value instanceof Date) return recordedTime(value);
  if (Array.isArray(value)) return value.map(asRecorded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'SecretAccessKey')
      .map(([key, one]) => [key, asRecorded(one)]),
  );
}
