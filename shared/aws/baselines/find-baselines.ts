import type { Baseline } from '../../domain/baseline';
import { type Subject, type SubjectKind, subjectKey } from '../../domain/subject';
import {
  accountKey,
  BUCKET,
  baselineKey,
  type Condition,
  GUARD,
  historyPrefix,
  query,
  queryAll,
  type Table,
} from '../table/table';
import { type ReadRow, readRow } from './sealed';

/** A row of one kind of subject: it is filed under its key, so its baseline is of the subject's kind. */
export interface Row<K extends SubjectKind = SubjectKind> extends ReadRow {
  readonly baseline?: Baseline<K>;
  /** The version in its key; absent on the current row. */
  readonly filedAs?: number;
}

/** Every current baseline of an account; with `beginning`, only those whose key begins with it. */
export async function baselineRows(
  table: Table,
  accountId: string,
  beginning = '',
): Promise<readonly Row[]> {
  const found = [GUARD, BUCKET].map((guard) =>
    ask(table, {
      expression: '#pk = :pk AND begins_with(#sk, :guard)',
      values: { pk: accountKey(accountId), guard: guard + beginning },
    }),
  );
  return (await Promise.all(found)).flat();
}

/** Was any bucket of the account ever guarded? */
export async function hasBuckets(table: Table, accountId: string): Promise<boolean> {
  const values = { pk: accountKey(accountId), bucket: BUCKET };
  const key = { expression: '#pk = :pk AND begins_with(#sk, :bucket)', values };
  for await (const _ of query(table, { key })) return true;
  return false;
}

/** The subject's current baseline; nothing when there never was one. */
export async function currentRow<K extends SubjectKind>(
  table: Table,
  subject: Subject<K>,
): Promise<Row<K> | undefined> {
  const [row] = await ask<K>(table, {
    expression: '#pk = :pk AND #sk = :sk',
    values: { pk: accountKey(subject.accountId), sk: baselineKey(subjectKey(subject)) },
  });
  return row;
}

/** Every version there ever was, newest first. */
export const historyRows = <K extends SubjectKind>(
  table: Table,
  subject: Subject<K>,
): Promise<readonly Row<K>[]> =>
  ask<K>(table, {
    expression: '#pk = :pk AND begins_with(#sk, :history)',
    values: { pk: accountKey(subject.accountId), history: historyPrefix(subjectKey(subject)) },
  });

/** The baseline in the subject's row, verified or not; nothing when there is none. */
export const currentBaseline = async <K extends SubjectKind>(
  table: Table,
  subject: Subject<K>,
): Promise<Baseline<K> | undefined> => (await currentRow(table, subject))?.baseline;

async function ask<K extends SubjectKind>(
  table: Table,
  key: Condition,
): Promise<readonly Row<K>[]> {
  const items = await queryAll(table, { key, newestFirst: true, consistent: true });
  return items.flatMap((item) => {
    const row = readRow(item);
    const [, filedAs] = /^HISTORY#.*#(\d{8})$/.exec(String(item.sk)) ?? [];
    return row ? [{ ...row, ...(filedAs && { filedAs: Number(filedAs) }) } as Row<K>] : [];
  });
}
