import type { Finding } from '../../shared/domain/finding';

/** What a technique found; runbooks judge only which technique, and whether it is healed. */
export const aFinding = (technique: string, different: Partial<Finding> = {}): Finding => ({
  technique,
  part: 'settings',
  expected: 'on',
  actual: 'off',
  sentence: 'Trail main differs.',
  healed: false,
  ...different,
});
