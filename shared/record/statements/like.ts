/**
 * Does the outer pattern match all that the inner one matches? Each star is tried again behind its last place only: as
 * a regular expression, a pattern of an attacker could keep us busy for hours.
 */
export function like(outer: string, inner: string): boolean {
  let [at, seen, star, tried] = [0, 0, -1, 0];
  while (seen < inner.length) {
    const wanted = outer[at];
    if (wanted === '*') {
      star = at++;
      tried = seen;
    } else if (wanted === inner[seen] || (wanted === '?' && inner[seen] !== '*')) {
      at++;
      seen++;
    } else if (star >= 0) {
      at = star + 1;
      seen = ++tried;
    } else return false;
  }
  return /^\**$/.test(outer.slice(at));
}

/** May one text match both? False only where what stands before the first wildcard tells them apart. */
export function mayMeet(one: string, other: string): boolean {
  const [begin, start] = [beginOf(one), beginOf(other)];
  if (begin.isWhole && start.isWhole) return begin.text === start.text;
  return (
    (!start.isWhole && begin.text.startsWith(start.text)) ||
    (!begin.isWhole && start.text.startsWith(begin.text))
  );
}

function beginOf(pattern: string) {
  const [text = '', ...rest] = pattern.toLowerCase().split(/[*?]|\$\{/);
  return { text, isWhole: rest.length === 0 };
}
