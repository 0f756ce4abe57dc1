import { type Input, mustNotBeNull, optionalNumber, optionalText, textReader } from '../core/input';
import { pageAfter } from '../core/page';
import { orRefuse } from '../core/service';
import { refuse } from './refusals';

export { type Input, optionalNumber, optionalText } from '../core/input';

export const requiredText = textReader((name) => refuse.invalidParameter(mustNotBeNull(name)));

export function objects(input: Input, name: string): readonly Input[] {
  const value = input[name];
  return Array.isArray(value) ? (value as readonly Input[]) : [];
}

/** Tags are a map here, unlike in most services. */
export function tagsOf(input: Input): ReadonlyMap<string, string> {
  const { tags } = input;
  const written = typeof tags === 'object' && tags !== null ? Object.entries(tags) : [];
  return new Map(written.map(([key, value]) => [key, String(value)]));
}

/** A JSON text that AWS would take as a policy; what it says is not looked into. */
export function policyText(input: Input, name: string): string {
  const text = requiredText(input, name);
  orRefuse(
    () => JSON.parse(text),
    () => refuse.invalidParameter(`${name} is not valid JSON`),
  );
  return text;
}

/** One page in order of names. */
export function pageOf<T>(input: Input, all: Iterable<T>, nameOf: (item: T) => string) {
  const size = optionalNumber(input, 'limit') ?? 50;
  if (size < 1 || size > 50) {
    throw refuse.invalidParameter(
      `1 validation error detected: Value '${size}' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 50`,
    );
  }
  const { items, next } = pageAfter(all, { from: optionalText(input, 'nextToken'), size, nameOf });
  return { items, rest: next === undefined ? {} : { nextToken: next } };
}
