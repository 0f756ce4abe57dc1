import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Resource {
  readonly Type: string;
  readonly Properties: unknown;
}

interface Template {
  readonly Resources?: Readonly<Record<string, Resource>>;
}

/**
 * Properties of the template's resources of one type, literal values only: intrinsics (`!Ref x`) are
 * read as their text. The path is relative to the repository.
 */
export function resourcesOfType<P>(path: string, type: string): readonly P[] {
  const text = readFileSync(join(__dirname, '../..', path), 'utf8');
  if (!text.includes(type)) return [];
  return resourcesIn(text)
    .filter(({ Type }) => Type === type)
    .map(({ Properties }) => Properties as P);
}

/** Each template is parsed once, because some tests need it for every technique. */
function resourcesIn(text: string): readonly Resource[] {
  const known = read.get(text);
  if (known) return known;
  const template: Template = parse(text, { logLevel: 'error' });
  const resources = Object.values(template.Resources ?? {});
  read.set(text, resources);
  return resources;
}

const read = new Map<string, readonly Resource[]>();
