import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Table } from './table';
import { type Condition, type Item, marshalled, namesIn, placeholders } from './update';

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
    for (const item of page.Items ?? []) yield unmarshall(item, READABLE);
    ExclusiveStartKey = page.LastEvaluatedKey as typeof ExclusiveStartKey;
  } while (ExclusiveStartKey);
}

/** A number that no program can hold, which an attacker may write, must not make an account unreadable. */
const READABLE = { wrapNumbers: Number };
