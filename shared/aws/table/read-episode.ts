import type { Episode } from '../../domain/memory';
import { type Subject, subjectKey } from '../../domain/subject';
import { accountKey, episodeKey, query, type Table } from './table';

/** The latest episode on a subject as it is now; nothing when there was none. */
export async function readEpisode(table: Table, subject: Subject): Promise<Episode | undefined> {
  const values = { pk: accountKey(subject.accountId), sk: episodeKey(subjectKey(subject)) };
  const key = { expression: '#pk = :pk AND #sk = :sk', values };
  for await (const item of query(table, { key, consistent: true }))
    return item as unknown as Episode;
  return undefined;
}
