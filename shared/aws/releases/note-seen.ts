import type { SeenPart } from '../../domain/memory';
import { type Subject, subjectKey } from '../../domain/subject';
import { accountKey, openedKey, query, seenKey, type Table, update } from '../table/table';

/** Remembers that a part of ours was seen as a release has it. The index `byState` lists those that are behind it. */
export async function noteSeen(table: Table, seen: SeenPart): Promise<void> {
  const { subject } = seen;
  const key = subjectKey(subject);
  const behind = { state: 'behind', openedKey: openedKey(seen.at, `${subject.accountId}#${key}`) };
  await update(table, {
    key: { pk: accountKey(subject.accountId), sk: seenKey(key) },
    set: { kind: 'seen', subjectKey: key, seen, ...(seen.isBehind && behind) },
    ...(!seen.isBehind && { remove: ['state', 'openedKey'] }),
  });
}

/** The parts that were last seen as a version before the newest one has them. */
export async function findBehind(table: Table): Promise<readonly Subject[]> {
  const key = { expression: '#state = :state', values: { state: 'behind' } };
  const behind: Subject[] = [];
  for await (const row of query(table, { key, index: 'byState' })) {
    behind.push((row.seen as SeenPart).subject);
  }
  return behind;
}
