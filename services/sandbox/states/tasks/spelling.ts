import { isTree } from '../language/path';
import type { IntegratedResource } from './resource';

/** For the optimised integrations: a message that is no text goes as JSON. */
export function withJsonBody(parameters: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => {
      const isMessage = name === 'MessageBody' || name === 'Message';
      return [name, isMessage && typeof value !== 'string' ? JSON.stringify(value) : value];
    }),
  );
}

/** Services whose members begin with a small letter on the wire; in a machine they never do. */
const camelCased: readonly string[] = ['logs', 'states'];

export function fromSdk(
  { serviceId }: IntegratedResource,
  input: Readonly<Record<string, unknown>>,
) {
  if (!camelCased.includes(serviceId)) return input;
  const members = renamed(input, (name) => name.charAt(0).toLowerCase() + name.slice(1));
  return members as Readonly<Record<string, unknown>>;
}

/** Answers spell their members as the Java SDK does: `Md5OfMessageBody`; those further in are left as they are. [R] */
export function toSdk(
  { serviceId }: IntegratedResource,
  output: Readonly<Record<string, unknown>>,
) {
  if (camelCased.includes(serviceId)) {
    return renamed(output, (name) => name.charAt(0).toUpperCase() + name.slice(1));
  }
  const javaName = (name: string): string =>
    name.replace(
      /^[A-Z]{2,}(?=[A-Z][a-z]|\d|$)/,
      (capitals) => capitals.charAt(0) + capitals.slice(1).toLowerCase(),
    );
  return Object.fromEntries(Object.entries(output).map(([name, value]) => [javaName(name), value]));
}

function renamed(value: unknown, name: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((each) => renamed(each, name));
  if (!isTree(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [name(key), renamed(each, name)]),
  );
}

/** The body of an object, and the like. */
export function textOfBytes(_key: string, value: unknown): unknown {
  const isBytes = isTree(value) && value.type === 'Buffer' && Array.isArray(value.data);
  return isBytes ? Buffer.from(value.data as number[]).toString('utf8') : value;
}
