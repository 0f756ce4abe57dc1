import type { Item } from '../table/update';
import type { DeclaredExemption } from './declared-exemption';

/** An exemption as it lies in the table; its account is in the partition's key. */
export const exemptionRow = ({ accountId, ...exemption }: DeclaredExemption) => ({
  kind: 'exemption',
  ...exemption,
  expiresAt: Math.floor(Date.parse(exemption.until) / 1_000) + KEPT_S,
});

/** As long as the log groups are kept. For tidiness: whether it is in force is compared, never left to TTL. */
const KEPT_S = 400 * 86_400;

/** Nothing when the item is something else. */
export function exemptionIn(item: Item, accountId: string): DeclaredExemption | undefined {
  const { pk, sk, kind, expiresAt, ...exemption } = item;
  if (kind !== 'exemption') return undefined;
  return { ...(exemption as unknown as DeclaredExemption), accountId };
}
