import type { Exemption } from '../../domain/exemption';
import { exemptionIn } from '../baselines/sealed';
import { accountKey, GUARD, query, type Table } from '../table/table';

/** Every exemption of an account that is still kept: those in force first, each kind latest end first. */
export async function findExemptions(
  table: Table,
  accountId: string,
  now: string,
): Promise<readonly Exemption[]> {
  const found: Exemption[] = [];
  for await (const item of query(table, {
    key: {
      expression: '#pk = :pk AND begins_with(#sk, :guard)',
      values: { pk: accountKey(accountId), guard: GUARD },
    },
    consistent: true,
  })) {
    const exemption = exemptionIn(item, accountId);
    if (exemption) found.push(exemption);
  }
  return found.sort(inForceFirst(now));
}

export const inForceFirst =
  (now: string) =>
  (one: Exemption, other: Exemption): number =>
    Number(other.until > now) - Number(one.until > now) || other.until.localeCompare(one.until);
