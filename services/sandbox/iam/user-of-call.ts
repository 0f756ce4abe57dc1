import type { Call } from '../core/call';
import type { World } from '../core/world';
import { nameInput, textInput } from './read-input';
import { refuse } from './refusals';
import type { User } from './state';

export function userArnOfCall(call: Call): string {
  const name = textInput(call, 'UserName') ?? ownName(call) ?? '';
  return `arn:aws:iam::${call.accountId}:user/${name}`;
}

/** Without `UserName` the caller itself. */
export function userOfCall(call: Call, world: World): User {
  const given = call.input.UserName === undefined ? ownName(call) : nameInput(call, 'UserName');
  if (given === undefined) {
    throw refuse.validationError('Must specify userName when calling with non-User credentials');
  }
  const found = world.iam.users.get(`arn:aws:iam::${call.accountId}:user/${given}`);
  if (found) return found;
  throw refuse.userNotFound(given);
}

function ownName({ principal }: Call): string | undefined {
  return principal.kind === 'user' ? principal.userName : undefined;
}
