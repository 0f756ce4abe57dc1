import type { Exemption } from '../../domain/exemption';
import type { Item } from '../table/update';

/** An exemption as it lies in the table; its account is in the partition's key. */
export const exemptionRow = ({ accountId, ...exemption }: Exemption) => ({
  kind: 'exemption',
  ...exemption,
  expiresAt: Math.floor(Date.parse(exemption.until) / 1_000) + KEPT_S,
});

/** As long as the log groups are kept. Only for tidiness: whether it is in force is compared, never left to TTL. */
const KEPT_S = 400 * 86_400;

/** Nothing when the item is no exemption, or holds what no person could have declared. */
export function exemptionIn(item: Item, accountId: string): Exemption | undefined {
  const { pk, sk, kind, expiresAt, ...said } = item;
  if (kind !== 'exemption') return undefined;
  const exemption = { ...said, accountId } as unknown as Exemption;
  const { id, subjectKey, until } = exemption;
  return [id, subjectKey, until].every((text) => typeof text === 'string') ? exemption : undefined;
}
