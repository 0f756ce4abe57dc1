import type { Finding } from '../../../domain/finding';

/** Which of these parts the findings are about: all of them when they name none. */
export function partsNamed<P extends string>(
  findings: readonly Finding[],
  parts: readonly P[],
): ReadonlySet<P> {
  const named = new Set(findings.flatMap(({ part }) => part.split(', ')));
  const those = parts.filter((part) => named.has(part));
  return new Set(those.length > 0 ? those : findings.length > 0 ? parts : []);
}
