import { stringify } from 'yaml';
import type { Catalogue } from './catalogue';

/** What is written: a text or a list for a key, as a person would; tags are a map. */
export type Written = Readonly<
  Record<string, string | readonly string[] | Readonly<Record<string, string>>>
>;

export interface ConfigToWrite {
  readonly values: Written;
  /** Where an editor finds the schema: a path from the file, or a URL. */
  readonly schema: string;
}

/** The text of trailwarden.yml. Each key has its description before it; what has no value stands there as a comment. */
export function writeConfig({ values, schema }: ConfigToWrite, catalogue: Catalogue): string {
  const entries = Object.entries(catalogue).map(([name, { Description = '', Default }]) => {
    const value = values[name];
    const line =
      value === undefined ? `# ${name}: ${shown(Default)}` : stringify({ [name]: value }).trimEnd();
    return [...commentOf(Description), line].join('\n');
  });
  return `${[`# yaml-language-server: $schema=${schema}`, ...entries].join('\n\n')}\n`;
}

const shown = (value: string | number | undefined): string =>
  value === undefined || value === '' ? "''" : String(value);

const WIDTH = 100;

/** Words in lines that begin with `# `. */
function commentOf(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= WIDTH)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`# ${word}`);
  }
  return lines;
}
