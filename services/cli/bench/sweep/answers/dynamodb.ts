import { type Answers, ok, refused } from '../asked';
import type { StoredItem, Table } from '../table';

interface Update {
  readonly Key: StoredItem;
  readonly UpdateExpression: string;
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: StoredItem;
}

interface Query extends Omit<Update, 'Key'> {
  readonly KeyConditionExpression: string;
}

/** The two calls that a sweep makes of the table. */
export const dynamodb = (table: Table): Answers => ({
  UpdateItem: (asked) => {
    const { Key, UpdateExpression, ConditionExpression, ...with_ } =
      asked.input as unknown as Update;
    const item = table.update(Key, {
      update: UpdateExpression,
      ...(ConditionExpression && { condition: ConditionExpression }),
      names: with_.ExpressionAttributeNames,
      values: with_.ExpressionAttributeValues ?? {},
    });
    return item ? ok({ Attributes: item }) : refused(asked, 'ConditionalCheckFailedException');
  },
  Query: ({ input }) => {
    const { KeyConditionExpression, ...with_ } = input as unknown as Query;
    const Items = table.query(KeyConditionExpression, {
      names: with_.ExpressionAttributeNames,
      values: with_.ExpressionAttributeValues ?? {},
    });
    return ok({ Items, Count: Items.length, ScannedCount: Items.length });
  },
});
