import type { SeenPart } from '../../domain/memory';
import { type Subject, subjectKey } from '../../domain/subject';
import { accountKey, openedKey, query, seenKey, type Table, update } from '../table/table';

/** Remembers that a part of ours was seen as a release has it. The index `byState` lists those that are behind it. */
export async function noteSeen(table: Table, subject: Subject, seen: SeenPart): Promise<void> {
  const key = subjectKey(subject);
  const behind = { state: 'behind', openedKey: openedKey(seen.at, `${subject.accountId}#${key}`) };
  await update(table, {
    key: { pk: accountKey(subject.accountId), sk: seenKey(key) },
    set: { kind: 'seen', subjectKey: key, subject, seen, ...(seen.isBehind && behind) },
    ...(!seen.isBehind && { remove: ['state', 'openedKey'] }),
  });
}

/** The parts that were last seen as a version before the newest one has them. */
export async function findBehind(table: Table): Promise<readonly Subject[]> {
  const key = { expression: '#state = :state', values: { state: 'behind' } };
  const behind: Subject[] = [];
  for await (const row of query(table, { key, index: 'byState' })) {
    behind.push(row.subject as Subject);
  }
  return behind;
}
