import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DynamoDBClient,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type Connection, clientConfig } from '../connection';

/** The one table: its client and its name. */
export interface Table {
  readonly client: DynamoDBClient;
  readonly name: string;
}

export function openTable(name: string, connection: Connection = {}): Table {
  const client = new DynamoDBClient(clientConfig(connection));
  // It copies every item that is sent or received, for a log that is not kept.
  client.middlewareStack.remove('loggerMiddleware');
  return { client, name };
}

/**
 * Where everything lies in the table.
 *
 *   pk                sk
 *   ACCOUNT#<id>      GUARD#<subject>#BASELINE          what it must be, newest version
 *   ACCOUNT#<id>      GUARD#<subject>#EPISODE           the latest incident on it: the slot for "at most one open"
 *   ACCOUNT#<id>      GUARD#delivery#<row>#<trail>#EPISODE  the same, of what a trail logs and does not deliver
 *   ACCOUNT#<id>      GUARD#unread#<region>#<kind>#EPISODE  the same, of what could not be looked at there, for one kind of reason
 *   ACCOUNT#<id>      GUARD#<subject|*>#EXEMPTION#<id>  planned changes
 *   ACCOUNT#<id>      GUARD#<subject>#OWED              that it was made anew and is not whole yet; listed by state `owed`
 *   ACCOUNT#<id>      GUARD#<subject>#PLANNED           until when its stops were part of planned changes
 *   ACCOUNT#<id>      GUARD#<subject>#SEEN              that a part of ours was there as a release has it; listed by state `behind`
 *   ACCOUNT#<id>      BUCKET#<subject>#BASELINE …       the same of a bucket without logs, which is no part of the one Query
 *   ACCOUNT#<id>      HISTORY#<subject>#<version>       every baseline there ever was
 *   ACCOUNT#<id>      REPORT#<row>#<target>             the incident of what is told and not undone
 *   ACCOUNT#<id>      SILENCE#<region>                  the incident of heartbeats that do not arrive
 *   CONTAINMENT#<id>  <subject>#<incident>              what was there before a machine of the account was contained
 *   CONTAINMENT#BRAKE LATELY                            machines that were contained within the hour, in all accounts
 *   LOGINS#<id>       <subject>#<hand>                  the incident of a hand on a machine; a month after its last login it expires
 *   RELEASE           CURRENT                           which version of our own parts is right, everywhere
 *   RELEASE           HISTORY#<sequence>                every such declaration there ever was
 *   INCIDENT#<id>     INCIDENT                          the incident
 *   INCIDENT#<id>     FACET#<facet>                     its summary, once per subject, actor, technique …
 *
 * Everything the responder must know of an account is one Query on one partition (`GUARD#`).
 * Incidents are indexed by account, state and time; facets by facet; all of them newest first.
 */
export const accountKey = (accountId: string): string => `ACCOUNT#${accountId}`;

export const GUARD = 'GUARD#';
/** An account may have thousands of buckets: what is known of each is read for that bucket, and never before a trail is started. */
export const BUCKET = 'BUCKET#';
export const isOfBucket = (subjectKey: string): boolean => subjectKey.startsWith('bucket#');
export const guardKey = (subjectKey: string): string =>
  `${isOfBucket(subjectKey) ? BUCKET : GUARD}${subjectKey}`;
export const baselineKey = (subjectKey: string): string => `${guardKey(subjectKey)}#BASELINE`;
export const episodeKey = (subjectKey: string): string => `${guardKey(subjectKey)}#EPISODE`;
export const owedKey = (subjectKey: string): string => `${guardKey(subjectKey)}#OWED`;
export const mendingKey = (subjectKey: string): string => `${guardKey(subjectKey)}#MENDING`;
export const plannedKey = (subjectKey: string): string => `${guardKey(subjectKey)}#PLANNED`;
export const seenKey = (subjectKey: string): string => `${guardKey(subjectKey)}#SEEN`;
export const exemptionKey = (subjectKey: string, id: string): string =>
  `${guardKey(subjectKey)}#EXEMPTION#${id}`;

/** The slot for attempts: one incident per account at a time, however many there are. */
export const ATTEMPTS = 'ATTEMPTS';

/** The slot for what is told and not undone: one incident of a row on a target. */
export const reportSlot = (row: string, target: string): string => `REPORT#${row}#${target}`;

export const historyPrefix = (subjectKey: string): string => `HISTORY#${subjectKey}#`;
export const historyKey = (subjectKey: string, version: number): string =>
  `${historyPrefix(subjectKey)}${String(version).padStart(8, '0')}`;

export const INCIDENT = 'INCIDENT';
export const incidentKey = (id: string): { pk: string; sk: string } => ({
  pk: `INCIDENT#${id}`,
  sk: INCIDENT,
});

export const facetKey = (id: string, facet: string): { pk: string; sk: string } => ({
  pk: `INCIDENT#${id}`,
  sk: `FACET#${facet}`,
});

/** Sort key of every index: ISO time first, so that newest first is a descending Query. */
export const openedKey = (openedAt: string, id: string): string => `${openedAt}#${id}`;

/** The one partition of `byTime`. Incidents are rare; docs/decisions/0002 does the sums. */
export const ORGANIZATION = 'organization';

export interface Question {
  readonly key: Condition;
  readonly index?: string;
  readonly filter?: Condition;
  readonly newestFirst?: boolean;
  readonly consistent?: boolean;
}

/** Every item of a Query, page after page, as far as the reader goes. */
export async function* query(table: Table, question: Question): AsyncGenerator<Item> {
  const { key, index, filter, newestFirst, consistent } = question;
  let ExclusiveStartKey: Record<string, never> | undefined;
  do {
    const page = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        ...(index && { IndexName: index }),
        KeyConditionExpression: key.expression,
        ...(filter && { FilterExpression: filter.expression }),
        ExpressionAttributeNames: namesIn(`${key.expression} ${filter?.expression ?? ''}`),
        ExpressionAttributeValues: marshalled(placeholders({ ...key.values, ...filter?.values })),
        ScanIndexForward: !newestFirst,
        ...(consistent && { ConsistentRead: true }),
        ...(ExclusiveStartKey && { ExclusiveStartKey }),
      }),
    );
    for (const item of page.Items ?? []) yield unmarshalled(item);
    ExclusiveStartKey = page.LastEvaluatedKey as typeof ExclusiveStartKey;
  } while (ExclusiveStartKey);
}

/** The same, all at once. */
export async function queryAll(table: Table, question: Question): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const item of query(table, question)) items.push(item);
  return items;
}

/** One item as it is now, not as an index shows it, without its key. */
export async function readItem<T extends object = Item>(
  table: Table,
  key: Change['key'],
): Promise<T | undefined> {
  const asked = { expression: '#pk = :pk AND #sk = :sk', values: { ...key } };
  for await (const item of query(table, { key: asked, consistent: true })) {
    const { pk: _, sk: __, ...rest } = item;
    return rest as T;
  }
  return undefined;
}

/** A number that no program can hold, which an attacker may write, must not make an account unreadable. */
const READABLE = { wrapNumbers: Number };

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
    return Attributes ? unmarshalled(Attributes) : {};
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

/** Whether the condition held, so that the change is written. Other errors are thrown. */
export const isWritten = async (table: Table, change: Change): Promise<boolean> =>
  (await update(table, change)) !== undefined;

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
  marshall(renamed(item, hidden), { removeUndefinedValues: true });

export const unmarshalled = (item: Readonly<Record<string, AttributeValue>>): Item =>
  renamed(unmarshall(item, READABLE), shown) as Item;

/**
 * AWS's marshaller asks each map for its `constructor`, and `__proto__` would become what all fields are inherited
 * from: an attacker who names a tag so would keep its trail from being written down. In the table these names have a
 * tilde before them, and so have those that begin with one.
 */
const hidden = (name: string): string =>
  /^(~|constructor$|__proto__$)/.test(name) ? `~${name}` : name;

const shown = (name: string): string => (name.startsWith('~') ? name.slice(1) : name);

function renamed(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((one) => renamed(one, rename));
  if (typeof value !== 'object' || value === null) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value; // sets, binary and the like
  const named = Object.entries(value).map(([name, one]) => [rename(name), renamed(one, rename)]);
  return Object.fromEntries(named);
}
