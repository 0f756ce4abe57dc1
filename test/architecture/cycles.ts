import { importsOf } from './imports-of';
import { isRelative, resolve, type Sources } from './violations';

/**
 * Each circle of files that import each other, once, as `a → b → a`. Imports of types count too: nouns
 * that need each other are one noun.
 */
export function cycles(sources: Sources): readonly string[] {
  const graph = graphOf(sources);
  const found = new Set<string>();
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) found.add([...path.slice(start), file].join(' → '));
    if (start >= 0 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) walk(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) walk(file, []);
  return [...found];
}

function graphOf(sources: Sources): ReadonlyMap<string, readonly string[]> {
  const entries = [...sources].map(([file, text]): [string, readonly string[]] => [
    file,
    importsOf(text).flatMap(({ specifier }) =>
      specifier && isRelative(specifier) ? fileOf(sources, resolve(file, specifier)) : [],
    ),
  ]);
  return new Map(entries);
}

/** Imports leave the ending out; none where the file is not among the sources (JSON, packages). */
const fileOf = (sources: Sources, path: string): readonly string[] =>
  [path, `${path}.ts`, `${path}/index.ts`, `${path}.cjs`].filter((name) => sources.has(name));
