import type { Call } from '../../core/call';
import type { Input } from '../table-settings';

export interface WrittenItem {
  readonly table: string;
  /** Holds at least the key's attributes. */
  readonly keyOrItem: Input;
  readonly kind: 'put' | 'delete' | 'update';
}

/** What PutItem, UpdateItem, DeleteItem or BatchWriteItem is about to write. */
export function writtenItems({ action, input }: Call): readonly WrittenItem[] {
  if (action === 'BatchWriteItem') return inBatch(input);
  const table = String(input.TableName);
  if (action === 'PutItem') return [{ table, kind: 'put', keyOrItem: part(input.Item) }];
  const kind = action === 'DeleteItem' ? 'delete' : 'update';
  return [{ table, kind, keyOrItem: part(input.Key) }];
}

function inBatch({ RequestItems }: Input): readonly WrittenItem[] {
  return Object.entries(part(RequestItems)).flatMap(([table, requests]) =>
    list(requests).map(
      ({ PutRequest, DeleteRequest }): WrittenItem =>
        PutRequest === undefined
          ? { table, kind: 'delete', keyOrItem: part(part(DeleteRequest).Key) }
          : { table, kind: 'put', keyOrItem: part(part(PutRequest).Item) },
    ),
  );
}

const part = (value: unknown): Input =>
  typeof value === 'object' && value !== null ? (value as Input) : {};

const list = (value: unknown): readonly Input[] => (Array.isArray(value) ? value : []);
