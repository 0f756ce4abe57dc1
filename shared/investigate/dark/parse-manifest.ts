import type { DarkManifest } from '../../domain/dark';
import { field, list, parseJson } from '../../record/json';

/** Throws when it is no manifest of ours: since its sum was right, a later version wrote it. */
export function parseManifest(text: string): DarkManifest {
  const value = parseJson(text);
  if (field(value, 'version') !== 1 || list(field(value, 'files')).length === 0) {
    throw new Error('The manifest is of a version that this program does not know.');
  }
  return value as DarkManifest;
}
