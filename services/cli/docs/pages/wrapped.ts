import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Columns of a line of our Markdown. */
const WIDTH = 140;

/** At the beginning of a line, these words would be Markdown: a list, a heading, a quotation, a table. */
const IS_MARKUP = /^([-+*>#|=]+|\d+[.)])$/;
const BEGINS_ITEM = /^\s*(?:> )?(?:(?:[-*]|\d+\.) )?/;
const IS_ITEM = /^\s*([-*]|\d+\.|>) /;
const IS_NO_PROSE = /^\s*([|#<]|```|$)/;

/**
 * The same Markdown, with its prose in lines of at most 140 columns. A paragraph whose lines are shorter stays as it
 * is, and so do tables, headings and blocks of code. Neither a piece of code nor the text of a link is cut in two: one
 * that is longer has a long line.
 */
export function wrapped(markdown: string): string {
  const blocks: { readonly isProse: boolean; readonly lines: string[] }[] = [];
  let isCode = false;
  for (const line of markdown.split('\n')) {
    const isProse = !isCode && !IS_NO_PROSE.test(line);
    const last = blocks.at(-1);
    if (isProse && last?.isProse && !IS_ITEM.test(line)) last.lines.push(line);
    else blocks.push({ isProse, lines: [line] });
    if (line.trimStart().startsWith('```')) isCode = !isCode;
  }
  return blocks
    .flatMap(({ isProse, lines }) =>
      isProse && lines.some(({ length }) => length > WIDTH) ? filled(lines) : lines,
    )
    .join('\n');
}

/** The paragraph with as many words on each line as fit. */
function filled([first = '', ...others]: readonly string[]): readonly string[] {
  const [start = ''] = BEGINS_ITEM.exec(first) ?? [];
  const indent = start.replace(/[-*\d.]/g, ' ');
  const text = [first.slice(start.length), ...others].join(' ');
  const [word = '', ...words] = text.match(/(?:`[^`]*`|\[[^\]]*\]\([^)]*\)|\S)+/g) ?? [];
  const lines = [`${start}${word}`];
  for (const next of words) {
    const line = `${lines.at(-1)} ${next}`;
    if (line.length <= WIDTH || IS_MARKUP.test(next)) lines.splice(-1, 1, line);
    else lines.push(`${indent}${next}`);
  }
  return lines;
}

/** The paths of all Markdown of a checkout. */
export const markdownOf = (root: string): readonly string[] =>
  ['.', 'docs', 'services']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: folder !== '.' }).map((name) =>
        join(root, folder, String(name)),
      ),
    )
    .filter((path) => path.endsWith('.md') && !path.includes('node_modules'));

/** A page in Markdown, with what it is made from and its title. */
export function generated(from: string, title: string, lines: readonly string[]): string {
  const head = `<!-- Generated from ${from} by \`npm run docs\`; edit there. -->`;
  return `${[head, '', `# ${title}`, '', ...lines].join('\n')}\n`;
}
