import type { Mending } from '../../domain/memory';
import { type Subject, subjectKey } from '../../domain/subject';
import { isRecord } from '../baselines/baseline-row';
import { readItem } from './amend';
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

const mendingRow = (subject: Subject) => ({
  pk: accountKey(subject.accountId),
  sk: mendingKey(subjectKey(subject)),
});

/** What one delivery is putting back, until an incident says it. Each has a note of its own: none overwrites another's. */
export async function noteMending(table: Table, subject: Subject, note: Mending): Promise<void> {
  const row = { kind: 'mending', subjectKey: subjectKey(subject) };
  await update(table, {
    key: mendingRow(subject),
    set: { ...row, [attributeOf(note.since)]: note },
  });
}

/** The notes of these times are told. */
export async function forgetMending(
  table: Table,
  subject: Subject,
  since: readonly string[],
): Promise<void> {
  await update(table, { key: mendingRow(subject), remove: since.map(attributeOf) });
}

/** The notes of a subject as they are now, oldest first. */
export async function readMending(table: Table, subject: Subject): Promise<readonly Mending[]> {
  return mendingIn((await readItem<Item>(table, mendingRow(subject))) ?? {});
}

const attributeOf = (since: string): string => `note_${Date.parse(since)}`;

/** The notes in a row. Another hand may have written to the table: what is no note of ours is left out. */
export const mendingIn = (row: Item): readonly Mending[] =>
  Object.entries(row)
    .flatMap(([name, note]) => (isNote(note) && name === attributeOf(note.since) ? note : []))
    .toSorted((one, other) => one.since.localeCompare(other.since));

const isNote = (note: unknown): note is Mending =>
  isRecord(note) &&
  isTime(note.since) &&
  isListOf(note.found, (one) => areTexts(one, FINDING)) &&
  isListOf(note.windows, isWindow) &&
  isListOf(note.blindInPart, (one) => areTexts(one, PART) && isWindow(one));

const FINDING = ['technique', 'part', 'expected', 'actual', 'sentence'];
const PART = ['technique', 'part', 'what'];

const isListOf = (
  list: unknown,
  isOne: (one: Readonly<Record<string, unknown>>) => boolean,
): boolean => Array.isArray(list) && list.every((one) => isRecord(one) && isOne(one));

const areTexts = (one: Readonly<Record<string, unknown>>, names: readonly string[]): boolean =>
  names.every((name) => typeof one[name] === 'string');

const isWindow = ({ from, to }: Readonly<Record<string, unknown>>): boolean =>
  isMoment(from) && (to === undefined || isMoment(to));

const isMoment = (moment: unknown): boolean => isRecord(moment) && isTime(moment.at);

const isTime = (value: unknown): boolean =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value));

/** Stops until this time were part of a planned change. The time only ever grows. */
export async function notePlanned(table: Table, subject: Subject, until: string): Promise<void> {
  const key = subjectKey(subject);
  await update(table, {
    key: { pk: accountKey(subject.accountId), sk: plannedKey(key) },
    set: { kind: 'planned', subjectKey: key, plannedUntil: until },
    when: { expression: 'attribute_not_exists(#plannedUntil) OR #plannedUntil < :plannedUntil' },
  });
}
