/** ` Did you mean plan or status?`, to stand after a sentence; nothing where no known word is near. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const near = nearWords(word, known);
  return near.length === 0 ? '' : ` Did you mean ${oneOf(near)}?`;
}

/** `a`, `a or b`, `a, b or c`. */
export const oneOf = (words: readonly string[]): string =>
  [words.slice(0, -1).join(', '), ...words.slice(-1)].filter(Boolean).join(' or ');

/** Those of the known words that a person may have meant, the nearest first; five at most. */
export function nearWords(word: string, known: Iterable<string>): readonly string[] {
  const asked = plain(word).slice(0, 60);
  if (asked === '') return [];
  return [...new Set(known)]
    .map((one) => ({ one, far: distance(asked, plain(one)) }))
    .filter(({ far }) => far <= Math.max(2, asked.length / 3))
    .sort((a, b) => a.far - b.far || (a.one < b.one ? -1 : 1))
    .slice(0, 5)
    .map(({ one }) => one);
}

/** `StopLogging` and `stop-logging` are one word. */
const plain = (word: string): string => word.toLowerCase().replace(/[^a-z0-9]/g, '');

/** How many letters must be put in, taken out or replaced; none where one begins with the other. */
function distance(one: string, other: string): number {
  if (one.length > 3 && (other.startsWith(one) || one.startsWith(other))) return 0;
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= other.length; to += 1) {
      const same = one[at - 1] === other[to - 1] ? 0 : 1;
      const [above = 0, left = 0, corner = 0] = [row[to], next[to - 1], row[to - 1]];
      next.push(Math.min(above + 1, left + 1, corner + same));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
