import { accountKey, episodeKey, readItem, type Table } from '../../../shared/aws/table/table';
import type { Episode } from '../../../shared/domain/memory';
import { type Subject, subjectKey } from '../../../shared/domain/subject';

/** The latest episode on a subject as it is now; nothing when there was none. */
export const readEpisode = (table: Table, subject: Subject): Promise<Episode | undefined> =>
  readItem<Episode>(table, {
    pk: accountKey(subject.accountId),
    sk: episodeKey(subjectKey(subject)),
  });
