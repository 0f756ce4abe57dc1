const compiled = new Map<string, RegExp>();

/** `*` any characters, `?` one; everything else literally, case matters. */
export function stringLike(actual: string, pattern: string): boolean {
  if (!/[*?]/.test(pattern)) return actual === pattern;
  return compile(pattern).test(actual);
}

/** Action names match without regard to case [D reference_policies_elements_action]. */
export function actionLike(actual: string, pattern: string): boolean {
  return stringLike(actual.toLowerCase(), pattern.toLowerCase());
}

/** As `stringLike`, but each of the six parts of an ARN for itself: `*` in one does not reach into the next. */
export function arnLike(actual: string, pattern: string): boolean {
  const actualParts = arnParts(actual);
  const patternParts = arnParts(pattern);
  if (pattern === '*') return true;
  if (actualParts.length !== 6 || patternParts.length !== 6) return false;
  return patternParts.every((part, index) => stringLike(actualParts[index] ?? '', part));
}

function arnParts(arn: string): readonly string[] {
  const parts = arn.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function compile(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known) return known;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  const made = new RegExp(`^${source}$`, 's');
  // Patterns come from policies, but a policy variable makes a new one per caller.
  if (compiled.size > 5000) compiled.clear();
  compiled.set(pattern, made);
  return made;
}
