import type { MessageAttributes } from './message';
import { refuse } from './refusals';

export type Input = Readonly<Record<string, unknown>>;

/** Undefined when the caller left it out. */
export function optionalText(input: Input, name: string): string | undefined {
  const value = input[name];
  return typeof value === 'string' ? value : undefined;
}

export function requiredText(input: Input, name: string): string {
  const value = optionalText(input, name);
  if (value === undefined) throw refuse.missingParameter(name);
  return value;
}

export function optionalNumber(input: Input, name: string): number | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  const number = Number(value);
  if (!Number.isInteger(number)) {
    throw refuse.invalidParameter(`Value ${String(value)} for parameter ${name} is invalid.`);
  }
  return number;
}

export function texts(input: Input, name: string): readonly string[] {
  const value = input[name];
  return Array.isArray(value) ? value.map(String) : [];
}

export function inputs(input: Input, name: string): readonly Input[] {
  const value = input[name];
  return Array.isArray(value) ? value.filter(isInput) : [];
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

function isInput(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
