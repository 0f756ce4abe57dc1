import type { Call } from '../../core/call';
import type { Input } from '../table-settings';

export interface WrittenItem {
  readonly table: string;
  /** Holds at least the key's attributes. */
  readonly keyOrItem: Input;
}

/** What PutItem, UpdateItem, DeleteItem or BatchWriteItem is about to write. */
export function writtenItems({ input }: Call): readonly WrittenItem[] {
  if (input.RequestItems === undefined) {
    return [{ table: String(input.TableName), keyOrItem: part(input.Key ?? input.Item) }];
  }
  return Object.entries(part(input.RequestItems)).flatMap(([table, requests]) =>
    list(requests).map(({ PutRequest, DeleteRequest }) => ({
      table,
      keyOrItem: part(part(PutRequest).Item ?? part(DeleteRequest).Key),
    })),
  );
}

const part = (value: unknown): Input =>
  typeof value === 'object' && value !== null ? (value as Input) : {};

const list = (value: unknown): readonly Input[] => (Array.isArray(value) ? value : []);
