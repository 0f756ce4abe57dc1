import type { Answer } from './recorded-answers';

/**
 * Where an answer of the sandbox is not the recorded one, a line each; empty when they agree. Of `ok`, what was recorded
 * must be there, and more may be. A list is compared whole. A placeholder (`{any}`, `{sg}`, `<32 hex>`) stands for any text,
 * alone for a number too; behind `{begins with}` stands the beginning of a text.
 */
export function disagreements(recorded: Answer, given: Answer): string[] {
  if (recorded.ok !== undefined) {
    return given.code
      ? [`refused: ${given.code}: ${given.message}`]
      : differences(recorded.ok, given.ok, 'ok');
  }
  return (['code', 'message', 'status'] as const).flatMap((field) =>
    recorded[field] === null || recorded[field] === undefined
      ? []
      : differences(recorded[field], given[field], field),
  );
}

function differences(recorded: unknown, given: unknown, at: string): string[] {
  if (typeof recorded === 'string') {
    if (typeof given === 'number' && recorded.replace(PLACEHOLDER, '') === '') return [];
    return typeof given === 'string' && isAs(recorded, given) ? [] : [differs(recorded, given, at)];
  }
  if (Array.isArray(recorded)) {
    if (!Array.isArray(given) || given.length !== recorded.length) {
      return [differs(recorded, given, at)];
    }
    return recorded.flatMap((one, index) => differences(one, given[index], `${at}[${index}]`));
  }
  if (recorded !== null && typeof recorded === 'object') {
    if (given === null || typeof given !== 'object') return [differs(recorded, given, at)];
    return Object.entries(recorded).flatMap(([name, value]) =>
      differences(value, Reflect.get(given, name), `${at}.${name}`),
    );
  }
  // A field that is null in the capture was absent in the answer.
  if (recorded === null)
    return given === null || given === undefined ? [] : [differs(null, given, at)];
  return recorded === given ? [] : [differs(recorded, given, at)];
}

const differs = (recorded: unknown, given: unknown, at: string): string =>
  `${at}: AWS ${JSON.stringify(recorded)}, sandbox ${JSON.stringify(given)}`;

function isAs(recorded: string, given: string): boolean {
  if (recorded.startsWith(BEGINNING)) return given.startsWith(recorded.slice(BEGINNING.length));
  const parts = recorded.split(PLACEHOLDER).map((part) => part.replace(SPECIAL, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`, 's').test(given);
}

const PLACEHOLDER = /\{[a-z][a-z0-9 _-]*\}|<[a-z0-9][a-z0-9 ]*>/gi;
const BEGINNING = '{begins with} ';
const SPECIAL = /[.*+?^${}()|[\]\\]/g;
