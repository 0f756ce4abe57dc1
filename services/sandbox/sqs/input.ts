import { type Input, isInput, optionalText, textReader } from '../core/input';
import type { MessageAttributes } from './message';
import { refuse } from './refusals';

export { type Input, inputs, optionalText, texts } from '../core/input';

export const requiredText = textReader(refuse.missingParameter);

export function optionalNumber(input: Input, name: string): number | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  const number = Number(value);
  if (!Number.isInteger(number)) {
    throw refuse.invalidParameter(`Value ${String(value)} for parameter ${name} is invalid.`);
  }
  return number;
}

export function textMap(input: Input, name: string): Readonly<Record<string, string>> {
  const value = input[name];
  if (!isInput(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, String(each)]));
}

export function messageAttributes(input: Input, name: string): MessageAttributes {
  const value = input[name];
  if (!isInput(value)) return {};
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      messageAttribute(key, isInput(each) ? each : {}),
    ]),
  );
}

function messageAttribute(key: string, attribute: Input) {
  const DataType = optionalText(attribute, 'DataType');
  const StringValue = optionalText(attribute, 'StringValue');
  const BinaryValue = optionalText(attribute, 'BinaryValue');
  if (DataType === undefined || (StringValue ?? BinaryValue) === undefined) {
    throw refuse.invalidParameter(
      `The message attribute '${key}' must contain non-empty message attribute value.`,
    );
  }
  return {
    DataType,
    ...(StringValue === undefined ? {} : { StringValue }),
    ...(BinaryValue === undefined ? {} : { BinaryValue }),
  };
}
