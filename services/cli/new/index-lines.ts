/**
 * A source with one more import, in the order in which Biome sorts them: by path, those that lead further up first.
 * Nothing when the source has no imports.
 */
export function withImport(source: string, line: string): string | undefined {
  const imports = [...source.matchAll(/^import [^;]*;\n/gm)];
  const last = imports.at(-1);
  if (!last) return undefined;
  const next = imports.find(([text]) => isBefore(pathOf(line), pathOf(text)));
  const at = next?.index ?? last.index + last[0].length;
  return `${source.slice(0, at)}${line}\n${source.slice(at)}`;
}

const pathOf = (line: string): string => / from '([^']+)'/.exec(line)?.[1] ?? '';

/** `../x` before `./x`. */
function isBefore(one: string, other: string): boolean {
  const [up, down] = [one, other].map((path) => path.split('../').length - 1) as [number, number];
  return up === down ? one < other : up > down;
}

/**
 * A source with one more line in the list that begins so: after those of its row and of the rows before it, else at the
 * end. Nothing when there is no such list.
 */
export function withEntry(
  source: string,
  { begins, line }: { readonly begins: RegExp; readonly line: string },
): string | undefined {
  const start = begins.exec(source);
  if (!start) return undefined;
  const indent = /^ */.exec(start[0])?.[0] ?? '';
  const from = start.index + start[0].length;
  const end = new RegExp(`^${indent}[\\]}]`, 'm').exec(source.slice(from));
  if (!end) return undefined;
  const at = from + placeIn(source.slice(from, from + end.index), line);
  return `${source.slice(0, at)}${indent}  ${line}\n${source.slice(at)}`;
}

/** Where in a list the line belongs, by the rows behind its entries: `// CT-01`. An entry may have several lines. */
function placeIn(list: string, line: string): number {
  const [, prefix, row = ''] = /\/\/ (\S+)-(\d{2})$/.exec(line) ?? [];
  const ends = [...list.matchAll(/^.*\/\/ (\S+)-(\d{2})\n/gm)].map((end) => ({
    isAlike: end[1] === prefix,
    row: end[2] ?? '',
    at: end.index + end[0].length,
  }));
  const first = ends.findIndex(({ isAlike }) => isAlike);
  if (first < 0) return list.length;
  const before = ends.findLast((end) => end.isAlike && end.row <= row) ?? ends[first - 1];
  return before?.at ?? 0;
}
