import { holdsFor, type Meaning } from './condition';
import { updated } from './update-expression';

export type AttributeValue = Readonly<Record<string, unknown>>;
export type StoredItem = Readonly<Record<string, AttributeValue>>;

export interface Change extends Meaning {
  readonly update: string;
  readonly condition?: string;
}

export interface Table {
  /** The item after the change; nothing when the condition did not hold. */
  readonly update: (key: StoredItem, change: Change) => StoredItem | undefined;
  readonly query: (condition: string, meaning: Meaning) => readonly StoredItem[];
  readonly put: (item: StoredItem) => void;
  readonly all: () => readonly StoredItem[];
  /** Units of DynamoDB that were paid for so far, of what JSON makes of an item: rather too many. */
  readonly units: () => { readonly read: number; readonly written: number };
}

/**
 * As much of a DynamoDB table as a sweep needs, in memory: a real engine on this machine would take more
 * of the processor than the responders that are measured.
 */
export function openTable(): Table {
  const partitions = new Map<string, Map<string, StoredItem>>();
  const inPartition = (pk: string): Map<string, StoredItem> => {
    const items = partitions.get(pk) ?? new Map<string, StoredItem>();
    partitions.set(pk, items);
    return items;
  };
  const units = { read: 0, written: 0 };
  const put = (item: StoredItem): void => {
    inPartition(textOf(item.pk)).set(textOf(item.sk), item);
  };
  const partition = (pk: string): readonly StoredItem[] => {
    const items = [...(partitions.get(pk)?.values() ?? [])];
    return items.sort((one, other) => (textOf(one.sk) < textOf(other.sk) ? -1 : 1));
  };
  return {
    put,
    all: () => [...partitions.values()].flatMap((items) => [...items.values()]),
    units: () => ({ ...units }),
    update: (key, { update, condition, ...meaning }) => {
      const item = inPartition(textOf(key.pk)).get(textOf(key.sk)) ?? {};
      units.written += kilobytes(item); // also of a condition that does not hold
      if (condition && !holdsFor(item, condition, meaning)) return undefined;
      const after = { ...updated(item, update, meaning), ...key };
      put(after);
      return after;
    },
    query: (condition, meaning) => {
      const pk = textOf(meaning.values[':pk']);
      const found = partition(pk).filter((item) => holdsFor(item, condition, meaning));
      units.read += Math.ceil(kilobytes(found) / 4);
      return found;
    },
  };
}

export const textOf = (value: AttributeValue | undefined): string => String(value?.S ?? '');

const kilobytes = (what: unknown): number => Math.ceil(JSON.stringify(what).length / 1_024);
