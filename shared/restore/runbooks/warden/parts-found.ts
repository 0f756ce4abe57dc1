import type { Finding } from '../../../domain/finding';

/** The parts of a baseline that the findings name; all parts when they name none, because then the whole is meant. */
export function partsFound<T>(
  findings: readonly Finding[],
  parts: readonly T[],
  nameOf: (part: T) => string,
): readonly T[] {
  if (findings.length === 0) return [];
  const named = new Set(findings.flatMap(({ part }) => part.split(', ')));
  const found = parts.filter((part) => named.has(nameOf(part)));
  return found.length > 0 ? found : parts;
}

/** What findings say is there and must not be, each once. AWS allows no space in any of these names. */
export const foreignIn = (findings: readonly Finding[]): readonly string[] => [
  ...new Set(findings.flatMap(({ actual }) => actual.split(', '))),
];
