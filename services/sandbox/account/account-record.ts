import type { Call, Output, RecordPart } from '../core/service';

/** Members keep their capitals; a change of another account is recorded there too [D monitoring-eventbridge]. */
export function accountRecord({ input }: Call, output: Output | undefined): RecordPart {
  const { AccountId } = input;
  return {
    requestParameters: hidden(input),
    ...(output !== undefined && typeof AccountId === 'string' && { sharedWith: AccountId }),
  };
}

const personal = ['EmailAddress', 'Name', 'PhoneNumber', 'Title'];

function hidden(input: Call['input']): Output {
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      name,
      personal.includes(name) ? 'HIDDEN_DUE_TO_SECURITY_REASONS' : value,
    ]),
  );
}
