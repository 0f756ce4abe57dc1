/** A fenced block of a page that names the file it belongs to. */
export interface Fence {
  readonly language: string;
  readonly path: string;
  readonly text: string;
}

/** The blocks that open with a language and a path; all others are for the eye only. */
export const fencesIn = (page: string): readonly Fence[] =>
  [...page.matchAll(/^```(\w+) (\S+)\n(.*?)^```$/gms)].map(
    ([, language = '', path = '', text = '']) => ({ language, path, text }),
  );

/** The source after a diff in which every block of lines stands exactly once; throws when one does not. */
export function patched(source: string, diff: string): string {
  return diff.split(/^@@.*\n/m).reduce((text, block) => {
    const lines = block.split('\n').filter((line) => line !== '');
    const keep = (marks: string): string =>
      lines
        .filter((line) => marks.includes(line.charAt(0)))
        .map((line) => `${line.slice(1)}\n`)
        .join('');
    const [before, after, ...more] = text.split(keep(' -'));
    if (before === undefined || after === undefined || more.length > 0) {
      throw new Error(`These lines do not stand there once:\n${keep(' -')}`);
    }
    return before + keep(' +') + after;
  }, source);
}

/** The command of the page that writes a technique, without the program's name. */
export const commandIn = (page: string): string =>
  /^npx trailwarden (new technique .*)$/m.exec(page)?.[1] ?? '';
