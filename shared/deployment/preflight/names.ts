import { describeUnseen, type Seen } from '../../domain/seen';
import type { Condition } from '../condition';

/** Roles under our names in one account, where nothing of ours is deployed yet. */
export function nameConditions(accountId: string, roles: Seen<readonly string[]>): Condition[] {
  const base = { id: 'name-clash', of: accountId };
  if ('why' in roles) return [{ ...base, state: 'unknown', says: describeUnseen(roles) }];
  if (roles.value.length === 0)
    return [{ ...base, state: 'ok', says: 'No other role has the names of ours.' }];
  return [
    {
      ...{ ...base, state: 'missing' },
      says: `There are roles that no deployment of ours made, under the names of ours: ${roles.value.join(', ')}.`,
      mend: `Find out who made them, and delete them: aws iam delete-role --role-name ${roles.value[0]}`,
    },
  ];
}
