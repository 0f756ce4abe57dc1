import type { Baseline } from '../../domain/baseline';
import { type Subject, type SubjectKind, subjectKey } from '../../domain/subject';
import { accountKey, baselineKey, GUARD, historyPrefix } from '../table/keys';
import { query } from '../table/query';
import type { Table } from '../table/table';
import type { Condition } from '../table/update';
import { baselineIn } from './baseline-row';

/** Everything an account must be, as it is now. */
export const baselinesOf = (table: Table, accountId: string): Promise<readonly Baseline[]> =>
  ask(table, {
    expression: '#pk = :pk AND begins_with(#sk, :guard)',
    values: { pk: accountKey(accountId), guard: GUARD },
  });

/** What the subject must be; nothing when nobody ever said so. */
export async function currentBaseline<K extends SubjectKind>(
  table: Table,
  subject: Subject<K>,
): Promise<Baseline<K> | undefined> {
  const [baseline] = await ask<K>(table, {
    expression: '#pk = :pk AND #sk = :sk',
    values: { pk: accountKey(subject.accountId), sk: baselineKey(subjectKey(subject)) },
  });
  return baseline;
}

/** Every version there ever was, newest first. */
export const baselineHistory = <K extends SubjectKind>(
  table: Table,
  subject: Subject<K>,
): Promise<readonly Baseline<K>[]> =>
  ask<K>(table, {
    expression: '#pk = :pk AND begins_with(#sk, :history)',
    values: { pk: accountKey(subject.accountId), history: historyPrefix(subjectKey(subject)) },
  });

/** Filed under its subject's key, a baseline is of the subject's kind. */
async function ask<K extends SubjectKind>(
  table: Table,
  key: Condition,
): Promise<readonly Baseline<K>[]> {
  const found: Baseline<K>[] = [];
  for await (const item of query(table, { key, newestFirst: true, consistent: true })) {
    const baseline = baselineIn(item);
    if (baseline) found.push(baseline as Baseline<K>);
  }
  return found;
}
