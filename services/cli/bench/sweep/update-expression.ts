import type { Meaning } from './condition';
import type { AttributeValue, StoredItem } from './table';

/** SET, ADD and REMOVE as `shared/aws/table/update.ts` writes them. Throws at anything else. */
export function updated(item: StoredItem, expression: string, meaning: Meaning): StoredItem {
  const after: Record<string, AttributeValue> = { ...item };
  for (const clause of expression.split(/ (?=(?:SET|ADD|REMOVE) )/)) {
    const [, verb = '', rest = ''] = /^(\w+) (.*)$/s.exec(clause) ?? [];
    for (const part of rest.split(/, (?=#)/)) apply(after, verb, part, meaning);
  }
  return after;
}

function apply(
  after: Record<string, AttributeValue>,
  verb: string,
  part: string,
  { names, values }: Meaning,
): void {
  const [, placeholder = '', rest = ''] = /^(#\w+) ?(.*)$/s.exec(part) ?? [];
  const name = names[placeholder] ?? '';
  if (verb === 'REMOVE') delete after[name];
  else if (verb === 'ADD') after[name] = sum(after[name], values[rest]);
  else if (verb === 'SET') after[name] = setTo(rest.replace('= ', ''), after[name], values);
  else throw new Error(`What is ${verb} ${part}?`);
}

function setTo(
  expression: string,
  before: AttributeValue | undefined,
  values: StoredItem,
): AttributeValue {
  const [last = ''] = expression.match(/:\w+(?=\)*$)/) ?? [];
  const given = values[last];
  if (given === undefined) throw new Error(`What is ${expression}?`);
  if (expression.startsWith('list_append')) return { L: [...listIn(before), ...listIn(given)] };
  return expression.startsWith('if_not_exists') ? (before ?? given) : given;
}

const listIn = (value: AttributeValue | undefined): readonly unknown[] =>
  (value?.L as readonly unknown[] | undefined) ?? [];

function sum(
  before: AttributeValue | undefined,
  given: AttributeValue | undefined,
): AttributeValue {
  if (given?.N !== undefined) return { N: String(Number(before?.N ?? 0) + Number(given.N)) };
  const set = [...((before?.SS ?? []) as string[]), ...((given?.SS ?? []) as string[])];
  return { SS: [...new Set(set)] };
}
