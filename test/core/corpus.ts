import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Public CloudTrail records beside the repository; they are not copied into it. */
export const CORPUS = join(__dirname, '../../../shared/corpus');

export type CorpusRecord = Readonly<Record<string, unknown>>;

/** Every record of this event source; empty where the corpus is absent. */
export function corpusRecords(eventSource: string): readonly CorpusRecord[] {
  if (!existsSync(CORPUS)) return [];
  return readdirSync(CORPUS, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.jsonl'))
    .flatMap((file) => readFileSync(join(CORPUS, file), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { readonly record: CorpusRecord }).record)
    .filter((record) => record.eventSource === eventSource);
}
