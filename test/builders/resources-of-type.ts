import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Resource<P> {
  readonly Type: string;
  readonly Properties: P;
}

/**
 * Properties of the template's resources of one type, literal values only: intrinsics (`!Ref x`) are
 * read as their text. The path is relative to the repository.
 */
export function resourcesOfType<P>(path: string, type: string): readonly P[] {
  const text = readFileSync(join(__dirname, '../..', path), 'utf8');
  const template = parse(text, { logLevel: 'error' }) as {
    readonly Resources?: Readonly<Record<string, Resource<P>>>;
  };
  return Object.values(template.Resources ?? {})
    .filter(({ Type }) => Type === type)
    .map(({ Properties }) => Properties);
}
