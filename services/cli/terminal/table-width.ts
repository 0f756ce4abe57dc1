let isWide = false;

/** `--wide`: tables as wide as their content. */
export const printWide = (wide: boolean): void => {
  isWide = wide;
};

/** Columns that a table may take: the terminal's, `COLUMNS`, or 100 where neither says. */
export function tableWidth(): number {
  if (isWide) return Number.POSITIVE_INFINITY;
  const said = process.stdout.columns ?? Number(process.env.COLUMNS);
  return said > 0 ? Math.max(said, LEAST) : 100;
}

/** Columns that prose may take: those of the terminal; without a limit where a program reads. */
export const proseWidth = (): number =>
  process.stdout.isTTY ? tableWidth() : Number.POSITIVE_INFINITY;

/** Below that a terminal is a telephone, and lines break anyway. */
const LEAST = 40;

/** An incident's id stays whole. */
const TOKEN = 26;

type Cells = readonly (readonly string[])[];

/** The cells wrapped so that the table is not wider; undefined where no wrapping makes that readable. */
export function fitted(rows: Cells, width: number): Cells | undefined {
  const columns = Math.max(...rows.map((row) => row.length));
  const each = Array.from({ length: columns }, (_, at) => rows.map((row) => row[at] ?? ''));
  const wanted = each.map((cells) => Math.max(1, ...cells.flatMap(linesOf).map(lengthOf)));
  const least = each.map((cells, at) =>
    Math.min(wanted[at] ?? 1, Math.max(8, ...cells.flatMap(tokensOf).map(lengthOf))),
  );
  const room = width - 3 * columns - 1;
  if (sum(least) > room && sum(wanted) > room) return undefined;
  const widths = [...wanted];
  while (sum(widths) > room) {
    const widest = widths
      .map((one, at) => ({ at, one, spare: one - (least[at] ?? 1) }))
      .filter(({ spare }) => spare > 0)
      .sort((one, other) => other.one - one.one)[0];
    if (!widest) return undefined;
    widths[widest.at] = widest.one - 1;
  }
  return rows.map((row) => row.map((cell, at) => wrapped(cell, widths[at] ?? 1)));
}

/**
 * Text with no line longer than `width`. Lines break at spaces only: an ARN, an id or a URL stays whole, to be copied.
 * The next line starts under the text of the first: after the indent, the bullet or the name of a fact.
 */
export const prose = (text: string, width: number): string =>
  text
    .split('\n')
    .map((line) => (lengthOf(line) <= width ? line : brokenAtSpaces(line, width)))
    .join('\n');

function brokenAtSpaces(line: string, width: number): string {
  const [named = ''] = /^ *(?:\S+ )*?\S+ {2,}(?=\S)/.exec(bare(line)) ?? [];
  const [begun = ''] = /^ *(?:(?:\d+\.|[-…•]) +)?/.exec(bare(line)) ?? [];
  const hang = ' '.repeat(
    named.length > 0 && named.length <= width / 3 ? named.length : begun.length,
  );
  const lines: string[] = [];
  let now = '';
  for (const word of line.split(/(?<=\S)(?= )/)) {
    const isFull = lengthOf(now) + lengthOf(word) > width && lengthOf(now) > hang.length;
    if (isFull) lines.push(now);
    now = isFull ? `${hang}${word.trimStart()}` : `${now}${word}`;
  }
  return [...lines, now].join('\n');
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const linesOf = (cell: string): readonly string[] => cell.split('\n');
const ESCAPE = String.fromCharCode(0x1b);
const COLOUR = new RegExp(`${ESCAPE}\\[\\d+m`, 'g');
const COLOURED = new RegExp(`^((?:${ESCAPE}\\[\\d+m)+)[^${ESCAPE}]*((?:${ESCAPE}\\[\\d+m)+)$`);
const bare = (text: string): string => text.replace(COLOUR, '');
const lengthOf = (text: string): number => [...bare(text)].length;

/** Text that should stay together; longer pieces are cut where they must be. */
const tokensOf = (cell: string): readonly string[] =>
  bare(cell)
    .split(BREAK)
    .map((token) => [...token].slice(0, TOKEN).join(''));

/** After a space, a slash, a colon or a comma. */
const BREAK = /(?<=[\s/:,])/;

/** A cell on lines of this width; its colour on each. */
export function wrapped(cell: string, width: number): string {
  if (linesOf(cell).every((line) => lengthOf(line) <= width)) return cell;
  // Of one colour from end to end, as ours are.
  const [, begin = '', end = ''] = COLOURED.exec(cell) ?? [];
  const lines = bare(cell)
    .split('\n')
    .flatMap((line) => wrapLine(line, width));
  return lines.map((line) => `${begin}${line}${end}`).join('\n');
}

function wrapLine(line: string, width: number): readonly string[] {
  const lines: string[] = [];
  let now = '';
  for (const token of line.split(BREAK)) {
    let rest = [...token];
    if (now !== '' && [...now].length + [...token.trimEnd()].length > width) {
      lines.push(now.trimEnd());
      now = '';
    }
    while (rest.length > width && rest.join('').trimEnd().length > width) {
      lines.push(rest.slice(0, width).join(''));
      rest = rest.slice(width);
    }
    now += rest.join('');
  }
  if (now.trimEnd() !== '' || lines.length === 0) lines.push(now.trimEnd());
  return lines;
}
