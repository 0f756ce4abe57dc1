/** The progress that a person sees on the terminal. */
export interface LiveLine {
  readonly show: (line: string) => void;
  /** Later output begins on a clean line. */
  readonly end: () => void;
}

interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly write: (text: string) => unknown;
}

/** Where no person watches. */
export const silentLine: LiveLine = { show: () => undefined, end: () => undefined };

/** One line that is written over on a terminal; elsewhere, as in CI, a line every five seconds. */
export function liveLine(terminal: Terminal, now: () => number): LiveLine {
  if (terminal.isTTY) {
    return {
      show: (line) => terminal.write(`\r${line.slice(0, (terminal.columns ?? 120) - 1)}\x1b[K`),
      end: () => terminal.write('\r\x1b[K'),
    };
  }
  let last = now();
  return {
    show: (line) => {
      if (now() - last < EVERY_MS) return;
      last = now();
      terminal.write(`${line}\n`);
    },
    end: () => undefined,
  };
}

/** On standard error: standard output is the answer. */
export const liveOnTerminal = (): LiveLine => liveLine(process.stderr, () => performance.now());

const EVERY_MS = 5_000;
