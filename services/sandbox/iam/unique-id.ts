import { randomBytes } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** An IAM unique id: `AROA…` a role, `AIDA…` a user, `ANPA…` a managed policy, `AIPA…` an instance profile, `AKIA…` a long-lived key, `ASIA…` a session's key. */
export function uniqueId(prefix: 'AROA' | 'AIDA' | 'AIPA' | 'ANPA' | 'AKIA' | 'ASIA'): string {
  const letters = [...randomBytes(16)].map((byte) => alphabet[byte % alphabet.length]);
  return prefix + letters.join('');
}

/** A secret access key: 40 characters. */
export function secretAccessKey(): string {
  return randomBytes(30).toString('base64');
}
