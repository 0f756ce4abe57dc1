import type { Mending } from '../../domain/memory';
import { type Subject, subjectKey } from '../../domain/subject';
import { isRecord } from '../baselines/baseline-row';
import { accountKey, mendingKey, openedKey, owedKey, plannedKey } from './keys';
import type { Table } from './table';
import { type Item, update } from './update';

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

/** What one delivery is putting back, until an incident says it. Each has a note of its own: none overwrites another's. */
export async function noteMending(table: Table, subject: Subject, note: Mending): Promise<void> {
  const key = subjectKey(subject);
  await update(table, {
    key: { pk: accountKey(subject.accountId), sk: mendingKey(key) },
    set: { kind: 'mending', subjectKey: key, [attributeOf(note.since)]: note },
    remove: ['expiresAt'],
  });
}

/** The notes of these times are told. A row without notes expires, because an attacker may invent subjects. */
export async function forgetMending(
  table: Table,
  subject: Subject,
  since: readonly string[],
  at: string,
): Promise<void> {
  await update(table, {
    key: { pk: accountKey(subject.accountId), sk: mendingKey(subjectKey(subject)) },
    set: { expiresAt: Math.floor(Date.parse(at) / 1_000) + KEPT_S },
    remove: since.map(attributeOf),
  });
}

const KEPT_S = 7 * 86_400;

const attributeOf = (since: string): string => `${NOTE}${Date.parse(since)}`;

const NOTE = 'note_';

/** The notes in a row. Another hand may have written to the table: what is no note of ours is left out. */
export const mendingIn = (row: Item): readonly Mending[] =>
  Object.entries(row)
    .filter(([name]) => name.startsWith(NOTE))
    .map(([, note]) => note)
    .filter(isNote)
    .toSorted((one, other) => one.since.localeCompare(other.since));

const isNote = (note: unknown): note is Mending =>
  isRecord(note) &&
  isTime(note.since) &&
  Array.isArray(note.found) &&
  note.found.every((one) => isRecord(one) && TEXTS.every((name) => typeof one[name] === 'string'));

const isTime = (value: unknown): boolean =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value));

const TEXTS = ['technique', 'part', 'expected', 'actual', 'sentence'] as const;

/** Stops until this time were part of a planned change. The time only ever grows. */
export async function notePlanned(table: Table, subject: Subject, until: string): Promise<void> {
  const key = subjectKey(subject);
  await update(table, {
    key: { pk: accountKey(subject.accountId), sk: plannedKey(key) },
    set: { kind: 'planned', subjectKey: key, plannedUntil: until },
    when: { expression: 'attribute_not_exists(#plannedUntil) OR #plannedUntil < :plannedUntil' },
  });
}
