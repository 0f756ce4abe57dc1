import {
  type AttributeValue,
  ConditionalCheckFailedException,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Table } from './table';

export type Item = Readonly<Record<string, unknown>>;

/** One conditional UpdateItem as data: attributes to set, to set only once, to count. */
export interface Change {
  readonly key: { readonly pk: string; readonly sk: string };
  readonly set?: Item;
  readonly setOnce?: Item;
  /** Copies attributes: each takes the value of the named one, which must exist. */
  readonly copy?: Readonly<Record<string, string>>;
  /** Numbers are added, Sets united. */
  readonly add?: Readonly<Record<string, number | ReadonlySet<string>>>;
  readonly append?: Readonly<Record<string, readonly unknown[]>>;
  /** Entries of a list, by their places; the next place after the last appends. */
  readonly put?: Readonly<Record<string, ReadonlyMap<number, unknown>>>;
  readonly remove?: readonly string[];
  readonly when?: Condition;
}

/**
 * `#name` stands for the attribute `name`. `:name` is `values.name`, or else the value that this change sets for the
 * attribute `name`.
 */
export interface Condition {
  readonly expression: string;
  readonly values?: Item;
}

/** The item after the change, or nothing when the condition did not hold. Other errors are thrown. */
export async function update(table: Table, change: Change): Promise<Item | undefined> {
  try {
    const { Attributes } = await table.client.send(
      new UpdateItemCommand({
        TableName: table.name,
        Key: marshall(change.key),
        ReturnValues: 'ALL_NEW',
        ...expressionOf(change),
      }),
    );
    return Attributes ? unmarshall(Attributes) : {};
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

function expressionOf({ set, setOnce, copy, add, append, put, remove, when }: Change) {
  const values: Record<string, unknown> = {};
  // A condition may name a value as the change does; `:to_name` and `:if_name` never clash with it.
  const value = (name: string, given: unknown): string => {
    values[`:to_${name}`] = given;
    return `:to_${name}`;
  };
  const sets = [
    ...entries(set).map(([name, given]) => `#${name} = ${value(name, given)}`),
    ...entries(setOnce).map(
      ([name, given]) => `#${name} = if_not_exists(#${name}, ${value(name, given)})`,
    ),
    ...entries(copy).map(([name, of]) => `#${name} = #${of}`),
    ...entries(append).map(
      ([name, given]) =>
        `#${name} = list_append(if_not_exists(#${name}, ${value('', [])}), ${value(name, given)})`,
    ),
    ...entries(put).flatMap(([name, given]) =>
      [...given].map(([place, one]) => `#${name}[${place}] = ${value(`${name}_${place}`, one)}`),
    ),
  ];
  const adds = entries(add).map(([name, given]) => `#${name} ${value(name, given)}`);
  const removes = (remove ?? []).map((name) => `#${name}`);
  const clauses = [
    sets.length > 0 ? `SET ${sets.join(', ')}` : '',
    adds.length > 0 ? `ADD ${adds.join(', ')}` : '',
    removes.length > 0 ? `REMOVE ${removes.join(', ')}` : '',
  ].filter((clause) => clause !== '');
  const all = { ...values, ...placeholders(when?.values, 'if_') };
  return {
    UpdateExpression: clauses.join(' '),
    ...(when && { ConditionExpression: apart(when) }),
    ExpressionAttributeNames: namesIn([...clauses, when?.expression ?? ''].join(' ')),
    ...(Object.keys(all).length > 0 && { ExpressionAttributeValues: marshalled(all) }),
  };
}

const apart = ({ expression, values = {} }: Condition): string =>
  expression.replace(/:(\w+)/g, (_, name: string) =>
    Object.hasOwn(values, name) ? `:if_${name}` : `:to_${name}`,
  );

export const placeholders = (values: Item = {}, prefix = ''): Item =>
  Object.fromEntries(Object.entries(values).map(([name, given]) => [`:${prefix}${name}`, given]));

const entries = <T>(record: Readonly<Record<string, T>> | undefined): [string, T][] =>
  Object.entries(record ?? {});

export const namesIn = (expression: string): Record<string, string> =>
  Object.fromEntries(
    [...expression.matchAll(/#(\w+)/g)].map(([placeholder, name]) => [placeholder, name ?? '']),
  );

export const marshalled = (item: Item): Record<string, AttributeValue> =>
  marshall(item, { removeUndefinedValues: true });
