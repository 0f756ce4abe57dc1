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

/** A source with one more line at the end of the list that begins so. Nothing when there is no such list. */
export function withEntry(
  source: string,
  { begins, line }: { readonly begins: RegExp; readonly line: string },
): string | undefined {
  const start = begins.exec(source);
  if (!start) return undefined;
  const indent = /^ */.exec(start[0])?.[0] ?? '';
  const end = new RegExp(`^${indent}[\\]}]`, 'm').exec(source.slice(start.index + start[0].length));
  if (!end) return undefined;
  const at = start.index + start[0].length + end.index;
  return `${source.slice(0, at)}${indent}  ${line}\n${source.slice(at)}`;
}
