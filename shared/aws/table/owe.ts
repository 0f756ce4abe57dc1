import type { Mending } from '../../domain/memory';
import { type Subject, subjectKey } from '../../domain/subject';
import { accountKey, mendingKey, openedKey, owedKey, plannedKey } from './keys';
import type { Table } from './table';
import { update } from './update';

const rowOf = (subject: Subject) => ({
  pk: accountKey(subject.accountId),
  sk: owedKey(subjectKey(subject)),
});

/**
 * Its baseline is owed to a subject from now on, even if this invocation is killed. The index `byState` lists it
 * as `owed`, with the subject, so that a sweeper finds it without asking every account. What is owed is no
 * step: it is the difference from the sealed baseline, so that a forged row puts back nothing else.
 */
export async function owe(table: Table, subject: Subject, at: string): Promise<void> {
  const key = subjectKey(subject);
  await update(table, {
    key: rowOf(subject),
    set: {
      ...{ kind: 'owed', subjectKey: key, subject, owedSince: at },
      ...{ state: 'owed', openedKey: openedKey(at, key) },
    },
  });
}

/**
 * A look at this time found nothing owed. A subject that was made anew after it is owed its baseline all the same.
 */
export async function settle(table: Table, subject: Subject, at: string): Promise<void> {
  await update(table, {
    key: rowOf(subject),
    set: { kind: 'owed', subjectKey: subjectKey(subject) },
    remove: ['owedSince', 'state', 'openedKey'],
    when: { expression: '#owedSince <= :at', values: { at } },
  });
}

/** What is being put back, until an incident says it; without it, that one does. */
export async function noteMending(
  table: Table,
  subject: Subject,
  mending: Mending | undefined,
): Promise<void> {
  const key = subjectKey(subject);
  await update(table, {
    key: { pk: accountKey(subject.accountId), sk: mendingKey(key) },
    set: { kind: 'mending', subjectKey: key, ...(mending && { mending }) },
    ...(!mending && { remove: ['mending'] }),
  });
}

/** Stops until this time were part of a planned change. The time only ever grows. */
export async function notePlanned(table: Table, subject: Subject, until: string): Promise<void> {
  const key = subjectKey(subject);
  await update(table, {
    key: { pk: accountKey(subject.accountId), sk: plannedKey(key) },
    set: { kind: 'planned', subjectKey: key, plannedUntil: until },
    when: { expression: 'attribute_not_exists(#plannedUntil) OR #plannedUntil < :plannedUntil' },
  });
}
