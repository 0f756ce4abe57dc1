import type { InvocationResult } from './state';

/**
 * Which messages of a batch have to come back. An error fails them all, and so does an answer that
 * names a message which is not in the batch, or names it badly; no failures, or no answer, is success.
 * [D] lambda/latest/dg/services-sqs-errorhandling
 */
export function failedMessages(
  batch: readonly string[],
  result: InvocationResult,
  reportsFailures: boolean,
): ReadonlySet<string> {
  if (result.kind === 'failed') return new Set(batch);
  if (!reportsFailures) return new Set();
  const failures = field(result.payload, 'batchItemFailures');
  if (failures === undefined || failures === null) return new Set();
  if (!Array.isArray(failures)) return new Set(batch);
  const named = failures.map((each) => field(each, 'itemIdentifier'));
  const allKnown = named.every((id) => typeof id === 'string' && batch.includes(id));
  return allKnown ? new Set(named.map(String)) : new Set(batch);
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
