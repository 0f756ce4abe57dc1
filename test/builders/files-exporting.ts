import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Names of the files in a folder, or of the folders in it, that export a constant of this type; what they share is no entry. */
export const filesExporting = (type: string, folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .filter((file) => readFileSync(join(folder, file), 'utf8').includes(`: ${type} = {`))
    .map((file) => basename(file.replace(/\/(technique|told)\.ts$/, ''), '.ts'))
    .sort();
