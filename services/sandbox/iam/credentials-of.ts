import type { World } from '../core/service';
import { issueSession } from '../sts/issue-session';
import type { Credentials } from './state';
import { createRootAccessKey, findUserKey } from './users';

/** Keys of a user, of `root`, or a fresh session of a role. Throws when the account has neither. */
export function credentialsOf(world: World, accountId: string, name = 'admin'): Credentials {
  if (name === 'root') return createRootAccessKey(world, accountId);
  const key = findUserKey(world, `arn:aws:iam::${accountId}:user/${name}`);
  if (key) return { accessKeyId: key.accessKeyId, secretAccessKey: key.secretAccessKey };
  const role = world.iam.roles.get(`arn:aws:iam::${accountId}:role/${name}`);
  if (role) return issueSession(world, { role, sessionName: 'sandbox' }).credentials;
  throw new Error(`Account ${accountId} has no user with a key and no role named ${name}.`);
}
