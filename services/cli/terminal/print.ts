import Table from 'cli-table3';
import pc from 'picocolors';
import { onTerminal } from './on-terminal';
import { fitted, prose, proseWidth, tableWidth, wrapped } from './table-width';

/**
 * The destination of a command's answer: a person's terminal or a program. Foreign text steers neither. On a
 * terminal, long lines are broken and indented; a program gets them whole.
 */
export const print = (text: string): void => printVerbatim(prose(onTerminal(text), proseWidth()));

/** For commands to copy and for tables, which have the right width already: no line is broken. */
export const printVerbatim = (text: string): void => {
  process.stdout.write(`${onTerminal(text)}\n`);
};

/**
 * As JSON that says the same and has no character that a terminal obeys: an object that may grow, whose `format` changes
 * when a field changes its meaning.
 */
export const printJson = (value: object): void => {
  const text = JSON.stringify({ format: 1, ...value }, null, 2);
  process.stdout.write(`${text.replace(OBEYED, (one) => escaped(one))}\n`);
};

/** JSON itself escapes only the first 32. */
const OBEYED = /[\u007f-\u009f\u2028\u2029]|\p{Cf}/gu;

const escaped = (one: string): string =>
  Array.from({ length: one.length }, (_, at) => one.charCodeAt(at))
    .map((code) => `\\u${code.toString(16).padStart(4, '0')}`)
    .join('');

/** A list for programs is a field. */
export const printList = (name: string, list: readonly unknown[], more: object = {}): void =>
  printJson({ [name]: list, ...more });

/**
 * As wide as the terminal at most: cells are wrapped, and where even that is too wide each row becomes a
 * block of lines. Nothing is left out; `--wide` prints it as it is.
 */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const safe = rows.map((row) => row.map(onTerminal));
  const cells = fitted([head, ...safe], tableWidth());
  if (!cells) {
    printBlocks(head, safe);
    return;
  }
  const [titles = [], ...fit] = cells;
  const table = new Table({
    head: titles.map((title) => pc.bold(title)),
    style: { head: [], border: [], compact: true },
  });
  table.push(...fit.map((row) => [...row]));
  printVerbatim(table.toString());
}

function printBlocks(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const width = Math.max(...head.map((title) => title.length));
  const indent = `\n${' '.repeat(width + 4)}`;
  for (const row of rows) {
    const [title = '', ...cells] = row;
    print(`${pc.bold(head[0] ?? '')} ${title}`);
    for (const [at, cell] of cells.entries()) {
      if (cell === '-' || cell === '') continue;
      const lines = wrapped(cell, tableWidth() - width - 4).replaceAll('\n', indent);
      printVerbatim(`  ${pc.dim((head[at + 1] ?? '').padEnd(width))}  ${lines}`);
    }
  }
}

/** The first lines, and how many more there are. */
export function printFirst(lines: readonly string[], most: number): void {
  for (const line of lines.slice(0, most)) print(line);
  if (lines.length > most) print(`… and ${lines.length - most} more; --json has all of them.`);
}

/** `1 file`, `2 files`. */
export const counted = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? '' : 's'}`;

export const stateColour = (state: string): string => STATE_COLOUR[state]?.(state) ?? state;

const STATE_COLOUR: Readonly<Record<string, (text: string) => string>> = {
  open: pc.red,
  escalated: pc.yellow,
  restored: pc.green,
};
