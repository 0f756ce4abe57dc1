import { setTimeout as pause } from 'node:timers/promises';
import type { Exemption } from '../domain/exemption';
import type { Episode, Memory, Mending, SeenPart, SubjectMemory } from '../domain/memory';
import { type Subject, subjectKey } from '../domain/subject';
import { exemptionIn, isRecord, readRow } from './baselines/sealed';
import { classify } from './classify';
import { Recent } from './connection';
import {
  accountKey,
  GUARD,
  guardKey,
  type Item,
  isOfBucket,
  mendingKey,
  openedKey,
  owedKey,
  plannedKey,
  query,
  readItem,
  type Table,
  update,
} from './table/table';

interface Keeping {
  readonly now?: () => number;
  readonly keepMs?: number;
  /** The memory of one bucket, which is read each time. */
  readonly ofBucket?: (accountId: string, subjectKey: string) => Promise<Memory>;
}

export interface KeptMemory {
  /** Reads again for a subject that is missing in what is kept: another environment may have captured it since. */
  readonly recall: (accountId: string, subjectKey?: string) => Promise<Memory>;
  /** Takes over what was just written, without reading it again. */
  readonly remember: (subject: Subject, memory: SubjectMemory) => void;
  /** The same for a part of it. */
  readonly amend: (subject: Subject, change: (memory: SubjectMemory) => SubjectMemory) => void;
}

/**
 * Memory kept for a minute, so that a warm responder needs no read before it restores. An exemption therefore takes
 * effect within a minute. When the table does not answer, or not within a second, the last memory is used at any
 * age: an attacker must not gain by an outage.
 */
export function keepMemory(
  read: (accountId: string) => Promise<Memory>,
  { now = Date.now, keepMs = 60_000, ofBucket }: Keeping = {},
): KeptMemory {
  const kept = new Recent<{ readonly memory: Promise<Memory>; readonly until: number }>(1_000);
  const last = new Recent<Memory>(1_000);
  const readNow = async (accountId: string): Promise<Memory> => {
    // A late answer is ignored: it may be older than what was written since.
    const silence = pause(last.get(accountId) ? SILENT_MS : SILENT_NEW_MS, SILENT, { ref: false });
    const memory = await Promise.race([read(accountId), silence]);
    if (memory.kind === 'known') {
      last.set(accountId, memory);
      return memory;
    }
    kept.delete(accountId);
    return last.get(accountId) ?? memory;
  };
  const recall = (accountId: string): Promise<Memory> => {
    const entry = kept.get(accountId);
    if (entry && entry.until > now()) return entry.memory;
    const memory = readNow(accountId);
    kept.set(accountId, { memory, until: now() + keepMs });
    return memory;
  };
  const amend: KeptMemory['amend'] = (subject, change) => {
    if (isOfBucket(subjectKey(subject))) return;
    const entry = kept.get(subject.accountId);
    if (!entry) return;
    const memory = entry.memory.then((read) => {
      const whole = withSubject(read, subjectKey(subject), change);
      if (whole.kind === 'known') last.set(subject.accountId, whole);
      return whole;
    });
    kept.set(subject.accountId, { ...entry, memory });
  };
  return {
    recall: async (accountId, key) => {
      if (key !== undefined && ofBucket && isOfBucket(key)) return ofBucket(accountId, key);
      const entry = kept.get(accountId);
      const memory = await recall(accountId);
      const isNew = !entry || entry.until - keepMs > now() - NEW_MS;
      if (isNew || key === undefined || memory.kind !== 'known') return memory;
      const known = memory.subjects[key];
      if (known?.baseline ?? known?.seen) return memory;
      if (kept.get(accountId) === entry) kept.delete(accountId);
      return recall(accountId);
    },
    remember: (subject, known) => amend(subject, () => known),
    amend,
  };
}

/**
 * The SDK would wait for a silent table for twenty seconds, of the thirty that a message has. Where nothing is
 * remembered, planned changes are not known either, so a cold start gets the time to connect.
 */
const SILENT_MS = 1_000;
const SILENT_NEW_MS = 3_000;

const SILENT: Memory = {
  kind: 'unreachable',
  why: { kind: 'unreachable', code: 'TimeoutError', call: 'dynamodb:Query' },
};

/** So young that another read would give the same. */
const NEW_MS = 1_000;

const withSubject = (
  memory: Memory,
  key: string,
  change: (known: SubjectMemory) => SubjectMemory,
): Memory =>
  memory.kind === 'known'
    ? { ...memory, subjects: { ...memory.subjects, [key]: change(memory.subjects[key] ?? {}) } }
    : memory;

/** The memory of one account, but for its buckets without logs: one Query. Never throws. */
export const readMemory = (table: Table, accountId: string, now: () => Date): Promise<Memory> =>
  readRows(table, accountId, [GUARD], now);

/** The memory of one bucket, with the planned changes that hold for its whole account. Never throws. */
export const readBucketMemory = (
  table: Table,
  { accountId, subjectKey }: { readonly accountId: string; readonly subjectKey: string },
  now: () => Date,
): Promise<Memory> => readRows(table, accountId, [`${guardKey(subjectKey)}#`, `${GUARD}*#`], now);

async function readRows(
  table: Table,
  accountId: string,
  beginnings: readonly string[],
  now: () => Date,
): Promise<Memory> {
  const readAt = now().toISOString();
  const subjects: Record<string, SubjectMemory> = {};
  const exemptions: Exemption[] = [];
  try {
    const read = async (guard: string): Promise<void> => {
      const values = { pk: accountKey(accountId), guard };
      const key = { expression: '#pk = :pk AND begins_with(#sk, :guard)', values };
      for await (const item of query(table, { key, consistent: true })) {
        file(item, accountId, { subjects, exemptions });
      }
    };
    await Promise.all(beginnings.map(read));
  } catch (error) {
    return { kind: 'unreachable', why: classify(error, 'dynamodb:Query') };
  }
  return { kind: 'known', readAt, subjects, exemptions };
}

interface Files {
  readonly subjects: Record<string, SubjectMemory>;
  readonly exemptions: Exemption[];
}

function file(item: Item, accountId: string, { subjects, exemptions }: Files): void {
  const { kind, subjectKey, ...rest } = item as Item & { subjectKey: string };
  if (kind === 'baseline') {
    subjects[subjectKey] = { ...subjects[subjectKey], ...remembered(item, accountId) };
  } else if (kind === 'episode') {
    subjects[subjectKey] = { ...subjects[subjectKey], episode: rest as unknown as Episode };
  } else if (kind === 'owed' && typeof rest.owedSince === 'string') {
    subjects[subjectKey] = { ...subjects[subjectKey], owedSince: rest.owedSince };
  } else if (kind === 'mending') {
    if (mendingIn(rest).length > 0)
      subjects[subjectKey] = { ...subjects[subjectKey], isMending: true };
  } else if (kind === 'seen') {
    const seen = rest.seen as SeenPart | undefined;
    if (seen?.subject?.accountId === accountId)
      subjects[subjectKey] = { ...subjects[subjectKey], seen };
  } else if (kind === 'planned' && typeof rest.plannedUntil === 'string') {
    subjects[subjectKey] = { ...subjects[subjectKey], plannedUntil: rest.plannedUntil };
  }
  const exemption = exemptionIn(item, accountId);
  if (exemption) exemptions.push(exemption);
}

/** A row that names another account must not make a look go there instead. */
function remembered(item: Item, accountId: string): SubjectMemory {
  const { baseline, mac } = readRow(item) ?? {};
  if (baseline?.subject.accountId !== accountId) return { illegible: true };
  return { baseline, ...(mac !== undefined && { mac }) };
}

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

/** The notes of these times are told. Returns the others that there are. */
export async function forgetMending(
  table: Table,
  subject: Subject,
  since: readonly string[],
): Promise<readonly Mending[]> {
  const remove = since.map(attributeOf);
  return mendingIn((await update(table, { key: mendingRow(subject), remove })) ?? {});
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
