import type { Action, Call, World } from '../../core/service';
import { askEngine, type EngineAnswer } from '../engine';
import { errorCode, forward, onItems, outputOf, rawAnswer } from '../proxy';
import { captureWrite } from '../streams/capture-write';
import { type Input, tableArn } from '../table-settings';

/** BatchGetItem and BatchWriteItem need their permission on every table they name. */
const onTables: Action = {
  ...onItems,
  resource: (call) =>
    Object.keys(call.input.RequestItems ?? {}).map((table) => tableArn(call, table)),
};

export const getItem = onItems;
export const query: Action = { ...onItems, readOnly: true };
export const scan: Action = { ...onItems, readOnly: true };
export const batchGetItem: Action = { ...onTables, readOnly: true };
export const batchWriteItem: Action = {
  ...onTables,
  handle: async (call, world) =>
    rawAnswer(await captureWrite(world, call, () => forward(call, world))),
};

/**
 * PutItem, UpdateItem and DeleteItem. dynalite does not know ReturnValuesOnConditionCheckFailure, so
 * the item is read after a failed condition: another write may have come between, unlike in DynamoDB.
 */
const conditionalWrite: Action = {
  ...onItems,
  handle: async (call, world) => {
    const answer = await captureWrite(world, call, () => forward(call, world));
    const wanted = call.input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD';
    if (!wanted || answer.status < 400) return rawAnswer(answer);
    if (errorCode(answer.body) !== 'ConditionalCheckFailedException') return rawAnswer(answer);
    return rawAnswer(await withItem(call, world, answer));
  },
};

export const putItem = conditionalWrite;
export const updateItem = conditionalWrite;
export const deleteItem = conditionalWrite;

async function withItem(call: Call, world: World, answer: EngineAnswer): Promise<EngineAnswer> {
  if (answer.body.Item !== undefined) return answer;
  const { TableName } = call.input;
  const Key = call.input.Key ?? (await keyOf(call, world));
  const body = JSON.stringify({ TableName, Key, ConsistentRead: true });
  const { Item } = outputOf(await askEngine(world, call, { action: 'GetItem', body }));
  return Item === undefined ? answer : { ...answer, body: { ...answer.body, Item } };
}

/** PutItem names no key: it is the part of the item that the table's schema says. */
async function keyOf(call: Call, world: World): Promise<Input> {
  const body = JSON.stringify({ TableName: call.input.TableName });
  const described = outputOf(await askEngine(world, call, { action: 'DescribeTable', body }));
  const { KeySchema } = described.Table as { readonly KeySchema: readonly Input[] };
  const item = call.input.Item as Input;
  return Object.fromEntries(
    KeySchema.map(({ AttributeName }) => [String(AttributeName), item[String(AttributeName)]]),
  );
}
