import type { Action } from '../../core/service';
import { listedRole } from '../outputs';
import { page } from '../page';
import { textInput } from '../read-input';

export const listRoles: Action = {
  readOnly: true,
  resource: ({ accountId }) => `arn:aws:iam::${accountId}:role/`,
  handle: (call, world) => {
    const prefix = textInput(call, 'PathPrefix') ?? '/';
    const roles = [...world.iam.roles.values()]
      .filter(({ accountId, path }) => accountId === call.accountId && path.startsWith(prefix))
      .sort((a, b) => a.name.localeCompare(b.name));
    const { items, next } = page(call, roles);
    return { Roles: items.map(listedRole), ...next };
  },
};
