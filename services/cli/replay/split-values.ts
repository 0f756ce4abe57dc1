/** One JSON value of a log, or a place where there should have been one. `line` is where it begins. */
export type Piece =
  | { readonly kind: 'value'; readonly value: unknown; readonly line: number }
  | { readonly kind: 'bad'; readonly why: string; readonly line: number };

/** A record has at most 256 KB; what is larger than this is no log, and must not fill the memory. */
const LONGEST = 16 * 1024 * 1024;

/** A file as CloudTrail writes it, all on one line however many records it holds. */
const CONTAINER = /^\s*\{\s*"(Records|Events|events|logEvents)"\s*:\s*$/;
const OPENING = /^\s*(\[|\{\s*"(Records|Events|events|logEvents)"\s*:\s*\[)/;
/** What an export of CloudWatch Logs to S3 puts before each entry. */
const STAMP = /^\s*\d{4}-\d\d-\d\dT[\d:.]+Z\s+(?=\{)/;
/** Lists in lists: deeper than any tool writes. */
const DEEPEST = 100;
/** The first line of something printed over many lines. */
const ALONE = /^\s*\{\s*$/;

/**
 * JSON values out of text that comes in chunks, holding one at a time: a value a line, values printed over
 * several lines, `{"Records":[…]}` and arrays taken apart, and several of them without a line break
 * between. A broken line costs that line only.
 */
export class ValueSplitter {
  private rest = '';
  private line = 1;
  private overlong = false;
  private nested: Nested | undefined;

  /** `only`: values without this text are passed over unread. */
  constructor(private readonly only?: string) {}

  push(chunk: string): readonly Piece[] {
    const pieces: Piece[] = [];
    let text = this.rest + chunk;
    this.rest = '';
    while (text !== '') {
      if (!this.nested && !this.opensNested(text)) {
        const end = text.indexOf('\n');
        if (end < 0) return this.keep(text, pieces);
        this.takeLine(text.slice(0, end), pieces);
        this.line += 1;
        text = text.slice(end + 1);
        continue;
      }
      this.nested ??= new Nested(this.line, this.only);
      const used = this.nested.push(text, pieces);
      this.line = this.nested.line;
      if (this.nested.isOpen) return pieces;
      this.nested = undefined;
      text = text.slice(used).replace(/^[ \t\r]+/, '');
    }
    return pieces;
  }

  end(): readonly Piece[] {
    if (this.nested) return [bad('it ends in the middle', this.nested.beganAt)];
    const pieces: Piece[] = [];
    this.takeLine(this.rest, pieces);
    return pieces;
  }

  private opensNested(text: string): boolean {
    if (this.overlong) return false;
    if (OPENING.test(text.slice(0, 200))) return true;
    const end = text.indexOf('\n');
    return end >= 0 && end < 200 && ALONE.test(text.slice(0, end));
  }

  private keep(text: string, pieces: Piece[]): readonly Piece[] {
    if (text.length > LONGEST && !this.overlong) {
      pieces.push(bad('a line longer than 16 MB', this.line));
      this.overlong = true;
    }
    this.rest = this.overlong ? '' : text;
    return pieces;
  }

  private takeLine(text: string, pieces: Piece[]): void {
    if (this.overlong) {
      this.overlong = false;
      return;
    }
    if (text.trim() === '' || (this.only && !text.includes(this.only))) return;
    const value = parse(text);
    if (value) pieces.push({ ...value, line: this.line });
    else this.takeSeveral(text.replace(STAMP, ''), pieces);
  }

  /** `{…}{…}`: files put together without a line break between them. */
  private takeSeveral(text: string, pieces: Piece[]): void {
    const found: Piece[] = [];
    let rest = text.trim();
    while (rest.startsWith('{')) {
      const one = new Nested(this.line, this.only);
      const used = one.push(rest, found);
      if (one.isOpen) break;
      rest = rest.slice(used).trim();
    }
    pieces.push(...found);
    if (rest !== '') pieces.push(bad('not JSON', this.line));
  }
}

const bad = (why: string, line: number): Piece => ({ kind: 'bad', why, line });

type Parsed = { readonly kind: 'value'; readonly value: unknown };

function parse(text: string): Parsed | undefined {
  try {
    return { kind: 'value', value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** One value that needs its brackets counted. */
class Nested {
  /** Closing brackets that are awaited outside of the records. */
  private outer: string[] = [];
  private depth = 0;
  private quoted = false;
  private escaped = false;
  /** Within a string that is a value of the list. */
  private isText = false;
  private isTooDeep = false;
  private text = '';
  private last = '';
  private began = false;
  /** After a container's list: the rest of its object. */
  private tail = 0;
  beganAt: number;

  constructor(
    public line: number,
    private readonly only?: string,
  ) {
    this.beganAt = line;
  }

  get isOpen(): boolean {
    return !this.began || this.depth > 0 || this.outer.length > 0;
  }

  /** Between two values of a list. */
  private get isBetween(): boolean {
    return this.began && this.depth === 0 && this.outer.at(-1) === ']';
  }

  /** A string in a list may hold a record as JSON text. */
  private beginText(at: number): number {
    this.isText = true;
    this.depth = 1;
    this.beganAt = this.line;
    this.text = '';
    return at;
  }

  /** A number or a word where a record should be; told once for each. */
  private refuse(char: string, pieces: Piece[]): void {
    if (this.last !== ',' && this.last !== '[') return;
    if (this.only === undefined) pieces.push(bad('not a JSON object', this.line));
    this.last = char;
  }

  /** How much of the text was used: all of it, unless the value ended before. */
  push(text: string, pieces: Piece[]): number {
    let from = 0;
    for (let at = 0; at < text.length; at += 1) {
      const char = text.charAt(at);
      if (char === '\n') this.line += 1;
      if (this.quoted) {
        at = this.inString(text, at);
        if (this.isText && !this.quoted) {
          this.isText = false;
          this.close(text.slice(from, at + 1), pieces);
        }
        continue;
      }
      if (char === '"') {
        this.quoted = true;
        if (this.isBetween) from = this.beginText(at);
      } else if (this.isBetween && !'{[],'.includes(char) && char > ' ') this.refuse(char, pieces);
      else if (char === '{' || char === '[') from = this.open(char, { text, at, from, pieces });
      else if (char === '}' || char === ']') {
        this.close(text.slice(from, at + 1), pieces);
        if (!this.isOpen) return at + 1;
      }
      if (char > ' ') this.last = char;
    }
    if (this.depth > 0 && this.tail === 0) this.grow(text.slice(from), pieces);
    return text.length;
  }

  /** To the quote that ends the string; a quarter of the time is spent here. */
  private inString(text: string, from: number): number {
    let at = from;
    for (; at < text.length; at += 1) {
      if (this.escaped) {
        this.escaped = false;
        continue;
      }
      const code = text.charCodeAt(at);
      if (code === 92) this.escaped = true;
      else if (code === 34) {
        this.quoted = false;
        this.last = '"';
        return at;
      }
    }
    return at;
  }

  private open(
    char: string,
    here: { text: string; at: number; from: number; pieces: Piece[] },
  ): number {
    const { text, at, from, pieces } = here;
    this.began = true;
    if (this.outer.at(-1) === '}' && this.depth === 0) {
      this.tail += 1;
      return from;
    }
    if (this.depth === 0) {
      if (char === '[') {
        if (this.outer.length < DEEPEST) this.outer.push(']');
        else if (!this.isTooDeep) {
          this.isTooDeep = true;
          pieces.push(bad('lists in lists', this.line));
        }
        return from;
      }
      this.depth = 1;
      this.beganAt = this.line;
      this.text = '';
      return at;
    }
    if (
      char === '[' &&
      this.depth === 1 &&
      this.outer.length === 0 &&
      CONTAINER.test(this.text + text.slice(from, at))
    ) {
      this.depth = 0;
      this.outer = ['}', ']'];
      return from;
    }
    if (char === '{' && this.last === '{') {
      // No object begins with an object: the line before was cut off.
      pieces.push(bad('not JSON', this.beganAt));
      this.depth = 1;
      this.text = '';
      this.beganAt = this.line;
      return at;
    }
    this.depth += 1;
    return from;
  }

  private close(piece: string, pieces: Piece[]): void {
    if (this.depth === 0) {
      if (this.tail > 0) this.tail -= 1;
      else this.outer.pop();
      return;
    }
    this.depth -= 1;
    if (this.depth > 0) return;
    const text = this.text + piece;
    this.text = '';
    if (this.only && !text.includes(this.only)) return;
    const value = parse(text);
    pieces.push(value ? { ...value, line: this.beganAt } : bad('not JSON', this.beganAt));
  }

  /** The value goes on in the next chunk. */
  private grow(piece: string, pieces: Piece[]): void {
    this.text += piece;
    if (this.text.length <= LONGEST) return;
    pieces.push(bad('a value longer than 16 MB', this.beganAt));
    this.text = '';
  }
}
