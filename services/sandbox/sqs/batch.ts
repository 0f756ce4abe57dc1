import type { Call } from '../core/call';
import { Refusal } from '../core/refusal';
import { type Input, inputs, requiredText } from './input';
import { QueueRefusal, refuse } from './refusals';

/**
 * Runs one action for each entry; an entry that is refused fails alone, the others go through.
 * The batch itself is refused as AWS does: empty, more than ten, ids that repeat.
 */
export function inBatch(
  call: Call,
  entryName: string,
  run: (entry: Input) => Readonly<Record<string, unknown>>,
) {
  const entries = batchEntries(call, entryName);
  const Successful: unknown[] = [];
  const Failed: unknown[] = [];
  for (const entry of entries) {
    const Id = requiredText(entry, 'Id');
    try {
      Successful.push({ Id, ...run(entry) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      Failed.push({ Id, Code: codeOf(error), Message: error.message, SenderFault: true });
    }
  }
  return { Successful, Failed };
}

export function batchEntries(call: Call, entryName: string): readonly Input[] {
  const entries = inputs(call.input, 'Entries');
  if (entries.length === 0) throw refuse.emptyBatch(entryName);
  if (entries.length > 10) throw refuse.tooManyEntries(entries.length);
  const ids = entries.map((entry) => requiredText(entry, 'Id'));
  const repeated = ids.find((id, at) => ids.indexOf(id) !== at);
  if (repeated !== undefined) throw refuse.entryIdsNotDistinct(repeated);
  return entries;
}

function codeOf(refusal: Refusal): string {
  return refusal instanceof QueueRefusal ? refusal.queryCode : refusal.code;
}
