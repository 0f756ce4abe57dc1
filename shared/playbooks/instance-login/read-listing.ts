/** A file as the examiner lists it: `ls -dlin --full-time --quoting-style=c`. */
export interface ListedFile {
  /** From the root of its file system, `/` first; bytes that are not printable are `\n`, `\033`. */
  readonly path: string;
  /** `-rwsr-xr-x` */
  readonly mode: string;
  readonly uid: number;
  readonly size: string;
  /** When its content was last changed, as the file system says: any program can set it. */
  readonly modifiedAt: string;
  /** Of a symbolic link. */
  readonly target?: string;
  readonly lines: readonly string[];
}

const LISTED =
  /^ *\d+ ([-bcdlps][-rwxsStT]{9}[.+@]?) +\d+ +(\d+) +\d+ +(\d+(?:, *\d+)?) +(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d{3})\d* ([+-]\d\d)(\d\d) "((?:[^"\\]|\\.)*)"(?: -> "((?:[^"\\]|\\.)*)")?$/;

const MOST_FILES = 20_000;
const MOST_LINES = 2_000;

/** The files of a result, each with what stands in it behind `| `. Lines that are neither are counted. */
export function readListing(text: string): {
  readonly files: readonly ListedFile[];
  readonly lost: number;
} {
  const files: (ListedFile & { lines: string[] })[] = [];
  let lost = 0;
  for (const line of text.split('\n')) {
    const file = files.at(-1);
    if (line === '') continue;
    if (line.startsWith('| ') || line === '|') {
      if (file && file.lines.length < MOST_LINES) file.lines.push(line.slice(2));
      else lost++;
      continue;
    }
    const [, mode = '', uid, size = '', day, time, milli, hours, minutes, name, target] =
      LISTED.exec(line) ?? [];
    if (name === undefined || files.length === MOST_FILES) {
      lost++;
      continue;
    }
    files.push({
      path: rooted(name),
      ...{ mode, uid: Number(uid), size },
      modifiedAt: timeOf(`${day}T${time}${milli}${hours}:${minutes}`),
      ...(target !== undefined && { target: target.slice(0, 1_024) }),
      lines: [],
    });
  }
  return { files, lost };
}

/** `./etc/passwd` and `etc/passwd` are `/etc/passwd`. */
export const rooted = (name: string): string => `/${name.replace(/^\.?\/+/, '')}`.slice(0, 1_024);

const timeOf = (text: string): string => {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString();
};
