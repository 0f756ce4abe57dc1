import type { Finding } from '../../domain/finding';
import { listed } from '../../domain/listed';

/** A list of names that must all be there. */
export interface NamesThatMustBe {
  readonly technique: string;
  readonly part: string;
  readonly sentence: (missing: readonly string[]) => string;
}

/** Some of the names are gone; more than the baseline has is no finding, and an unread list none either. */
export function namesMissing(
  { technique, part, sentence }: NamesThatMustBe,
  is: readonly string[] | undefined,
  must: readonly string[] | undefined,
): Finding | undefined {
  const missing = (must ?? []).filter((name) => is && !is.includes(name));
  if (!is || !must || missing.length === 0) return undefined;
  return {
    technique,
    part,
    expected: listed(must),
    actual: listed(is),
    sentence: sentence(missing),
    healed: false,
  };
}
