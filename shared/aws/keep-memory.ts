import { setTimeout as pause } from 'node:timers/promises';
import type { Memory, SubjectMemory } from '../domain/memory';
import { type Subject, subjectKey } from '../domain/subject';
import { Recent } from './recent';

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
  {
    now = Date.now,
    keepMs = 60_000,
  }: { readonly now?: () => number; readonly keepMs?: number } = {},
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
      const entry = kept.get(accountId);
      const memory = await recall(accountId);
      const isNew = !entry || entry.until - keepMs > now() - NEW_MS;
      if (isNew || key === undefined || memory.kind !== 'known') return memory;
      if (memory.subjects[key]?.baseline) return memory;
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
