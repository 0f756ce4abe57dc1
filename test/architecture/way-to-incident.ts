import { importsOf } from './imports-of';
import { readSources } from './read-sources';
import { resolve, type Sources } from './violations';

/** What one who follows a message need not open: the nouns, and the entries of a catalogue beside its index. */
const ENTRIES = /^shared\/(domain|tampering\/[^/]+|restore\/(runbooks\/[^/]+|baseline-rules))\//;

/** Every file that a file loads before it can do anything, itself among them: no types, and no lazy parts. */
export function loadedWith(sources: Sources, file: string): readonly string[] {
  const loaded = new Set([file]);
  for (const one of loaded) {
    for (const { specifier = '', typeOnly, isLazy } of importsOf(sources.get(one) ?? '')) {
      const target = `${resolve(one, specifier)}.ts`;
      if (!typeOnly && !isLazy && sources.has(target)) loaded.add(target);
    }
  }
  return [...loaded];
}

/** The files between a message from the queue and the incident it is counted on. */
export const wayToIncident = (sources: Sources): readonly string[] =>
  loadedWith(sources, 'services/responder/handler.ts').filter((file) => !ENTRIES.test(file));

/** Loaded as well, and not on the way of a call that was made: what beats, places and metrics are. */
const BESIDE = /heartbeat|coverage|watches|metrics/;

/** `npx tsx test/architecture/way-to-incident.ts` */
if (require.main === module) {
  const sources = readSources();
  const files = wayToIncident(sources);
  const all = loadedWith(sources, 'services/responder/handler.ts');
  const beside = files.filter((file) => BESIDE.test(file));
  process.stdout.write(`${files.join('\n')}\n`);
  process.stdout.write(
    `${files.length} files, ${beside.length} of them for beats, coverage and metrics, beside ${all.length - files.length} nouns and entries of catalogues\n`,
  );
}
