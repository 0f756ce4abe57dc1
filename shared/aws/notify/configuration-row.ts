import { readItem, type Table, update } from '../table/table';

/** The notifier's last reading of the parameter that says whom to tell. */
export interface KeptConfiguration {
  /** The last valid configuration; absent while there was none. */
  readonly text?: string;
  readonly goodAt?: string;
  /** Whether it names a channel; absent where an older version wrote the row. */
  readonly hasChannels?: boolean;
  /** A sentence for each mistake in the present one; absent while it is valid. */
  readonly wrong?: readonly string[];
  readonly wrongSince?: string;
}

/** No channel can have this name: `#`. */
const key = { pk: 'COURIER##configuration', sk: 'CONFIGURATION' };

export const readKeptConfiguration = async (table: Table): Promise<KeptConfiguration> =>
  (await readItem<KeptConfiguration>(table, key)) ?? {};

interface Good {
  /** Absent where the parameter is gone. */
  readonly text?: string | undefined;
  readonly at: string;
  readonly hasChannels: boolean;
}

/** From now on this one is in force, even if a wrong one follows; nothing, where the parameter is gone. */
export async function keepGoodConfiguration(
  table: Table,
  { text, at, hasChannels }: Good,
): Promise<void> {
  await update(table, {
    key,
    set: { goodAt: at, hasChannels, ...(text !== undefined && { text }) },
    remove: ['wrong', 'wrongSince', ...(text === undefined ? ['text'] : [])],
  });
}

export async function keepWrongConfiguration(
  table: Table,
  wrong: readonly string[],
  at: string,
): Promise<void> {
  await update(table, { key, set: { wrong: [...wrong] }, setOnce: { wrongSince: at } });
}
