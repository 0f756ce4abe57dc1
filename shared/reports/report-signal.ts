import type { Memory } from '../domain/memory';
import type { Report } from '../domain/report';
import type { Protected as Guarded } from '../protected';
import type { Known } from '../replay/known';
import type { LogRecord } from '../replay/log-record';
import { accountsNamed, knownHere } from './known-here';
import { attemptsOf, recordIn, reportsOf } from './reports-of';

interface Given {
  readonly guarded: Guarded;
  readonly recall: (accountId: string) => Promise<Memory>;
}

/**
 * One message → what is to be told of it, with what is remembered of the accounts it names. A part of
 * the bundle of its own: restoring a trail needs none of it (docs/decisions/0014-a-bundle-in-parts.md).
 */
export async function reportSignal(body: string, given: Given): Promise<readonly Report[]> {
  const record = recordIn(body);
  return record ? reportsOf(record, await knownBy(record, given)) : [];
}

/** The rows a call would have been that AWS refused. */
export async function attemptedRows(body: string, given: Given): Promise<readonly string[]> {
  const record = recordIn(body);
  return record ? attemptsOf(record, await knownBy(record, given)) : [];
}

async function knownBy(record: LogRecord, { guarded, recall }: Given): Promise<Known> {
  const named = await Promise.all(
    accountsNamed(record).map(async (id) => (hasBaseline(await recall(id)) ? [id] : [])),
  );
  const memory = await recall(record.accountId ?? '');
  return knownHere(record, { guarded, memory, governed: named.flat() });
}

/** Not knowing is no reason to be silent about an account of ours. */
const hasBaseline = (memory: Memory): boolean =>
  memory.kind !== 'known' || Object.values(memory.subjects).some(({ baseline }) => baseline);
