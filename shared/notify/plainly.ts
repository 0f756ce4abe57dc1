import { plain } from '../report/plain';

/**
 * The same, every text in it fit for one line of a message: names are whatever an attacker chose, and what
 * is made from them afterwards has no other line breaks than ours.
 */
export function plainly<T>(value: T): T {
  if (typeof value === 'string') return plain(value) as T;
  if (Array.isArray(value)) return value.map(plainly) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plainly(one)])) as T;
}
