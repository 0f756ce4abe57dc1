import type { Call, World } from '../core/service';
import type { ConditionContext } from '../iam/condition-keys';
import { type Input, part, tableArn, tableSettings } from './table-settings';

/** What a policy may ask of a request to the table. */
export const requestConditions = (call: Call, world: World): ConditionContext => ({
  ...leadingKeys(call, world),
  ...attributes(call),
});

/**
 * `dynamodb:Attributes`: the top-level attributes a request names, its key's among them. Only requests that
 * name each of them by a placeholder, as ours do: of all others it is absent, so that `ForAllValues` would hold.
 * [D] amazondynamodb specifying-conditions
 */
function attributes({ input }: Call): ConditionContext {
  const { ExpressionAttributeNames, Key, Item } = input as Input;
  const names = [
    ...Object.values(part(ExpressionAttributeNames)).map(String),
    ...Object.keys(part(Key ?? Item)),
  ];
  return names.length > 0 ? { 'dynamodb:Attributes': [...new Set(names)] } : {};
}

/**
 * `dynamodb:LeadingKeys`: the partition keys a request names. Absent where it names none (Scan), so
 * that `ForAllValues` holds, as in AWS. [D] amazondynamodb specifying-conditions
 */
function leadingKeys(call: Call, world: World): ConditionContext {
  const values = requestsOf(call.input).flatMap(({ TableName, ...request }) => {
    const settings = tableSettings(world).get(tableArn(call, String(TableName)));
    const name = settings?.partitionKeys.get(String(request.IndexName ?? ''));
    return name === undefined ? [] : valuesOf(request, name);
  });
  return values.length > 0 ? { 'dynamodb:LeadingKeys': values } : {};
}

/** A batch is many requests, each on the table it is listed under. */
function requestsOf(input: Input): readonly Input[] {
  return input.RequestItems === undefined
    ? [input]
    : entries(input.RequestItems).flatMap(([TableName, asked]) =>
        (Array.isArray(asked) ? asked : keysOf(asked)).map((item: Input) => ({
          TableName,
          Key: part(item.DeleteRequest).Key ?? part(item.PutRequest).Item ?? item,
        })),
      );
}

const keysOf = (asked: unknown): readonly Input[] => {
  const { Keys } = part(asked);
  return Array.isArray(Keys) ? Keys : [];
};

function valuesOf(request: Input, name: string): readonly string[] {
  const written = part(request.Key ?? request.Item)[name] ?? queried(request, name);
  return Object.values(part(written)).map(String);
}

/** The value of `pk = :v`, with or without placeholders, or of the older `KeyConditions`. */
function queried(request: Input, name: string): unknown {
  const { KeyConditionExpression, KeyConditions } = request;
  const names = part(request.ExpressionAttributeNames);
  const values = part(request.ExpressionAttributeValues);
  for (const [, left = '', right = ''] of String(KeyConditionExpression ?? '').matchAll(EQUALS)) {
    if ((names[left] ?? left) === name) return values[right];
  }
  const older = part(part(KeyConditions)[name]).AttributeValueList;
  return Array.isArray(older) ? older[0] : undefined;
}

const EQUALS = /([#\w.-]+)\s*=\s*(:\w+)/g;

const entries = (value: unknown): [string, unknown][] => Object.entries(part(value));
