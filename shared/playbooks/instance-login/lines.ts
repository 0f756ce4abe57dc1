/**
 * The last lines of a text, at most so many. A host may send a text of line ends alone, and a list of all of them ends
 * the whole process: no `split`.
 */
export function lastLines(text: string, most: number): readonly string[] {
  const lines: string[] = [];
  for (let end = text.length; lines.length < most; ) {
    const before = end > 0 ? text.lastIndexOf('\n', end - 1) : -1;
    lines.push(text.slice(before + 1, end));
    if (before < 0) break;
    end = before;
  }
  return lines.reverse();
}

/** The first lines of a text, at most so many, and how many characters were left. */
export function firstLines(
  text: string,
  most: number,
): { readonly lines: readonly string[]; readonly left: number } {
  const lines: string[] = [];
  let at = 0;
  while (at <= text.length && lines.length < most) {
    const end = text.indexOf('\n', at);
    lines.push(text.slice(at, end < 0 ? text.length : end));
    at = (end < 0 ? text.length : end) + 1;
  }
  return { lines, left: Math.max(0, text.length - at) };
}
