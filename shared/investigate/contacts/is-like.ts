/**
 * `*` stands for any text, everything else for itself. Each part is searched behind the one before it and never
 * again. With a pattern as a regular expression, a long name could keep us busy for a minute.
 */
export function isLike(pattern: string, name: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  const tail = rest.pop();
  if (tail === undefined) return name === pattern;
  let at = head.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.startsWith(head) && name.endsWith(tail) && at <= name.length - tail.length;
}
