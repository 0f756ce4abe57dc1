import type { Row } from './find-baselines';

/**
 * The version that an acceptance over this row gets: the next one. An altered row may hold any number, so over one
 * it is the next after all that the history has ever used.
 */
export function nextVersion(
  row: Row | undefined,
  history: readonly Row[],
  isForged: boolean,
): number {
  const said = row?.baseline?.version ?? 0;
  if (!isForged) return said + 1;
  return 1 + Math.max(0, ...[said, ...history.map(({ filedAs }) => filedAs ?? 0)].filter(isUsable));
}

/** The key of a row has room for eight digits. */
const isUsable = (version: number): boolean => version >= 0 && version < 99_999_999;
