import { listed } from '../../domain/listed';
import type { Found } from '../detection/differs';

/** A list of names that must all be there, and that are. */
interface Names {
  readonly must: readonly string[] | undefined;
  readonly is: readonly string[] | undefined;
}

/** Some of the names are gone; more than the baseline has is no finding, and an unread list none either. */
export function namesMissing(
  part: string,
  { must, is }: Names,
  sentence: (missing: string) => string,
): Found | undefined {
  const missing = (must ?? []).filter((name) => is && !is.includes(name));
  if (!is || !must || missing.length === 0) return undefined;
  return {
    part,
    expected: listed(must),
    actual: listed(is),
    sentence: sentence(missing.join(', ')),
  };
}
