import type { Action } from '../../core/service';
import { aliasOfCall, onAlias } from '../alias-of-call';

export const deleteAlias: Action = {
  readOnly: false,
  ...onAlias,
  handle: (call, world) => {
    world.kms.aliases.delete(aliasOfCall(call, world).arn);
    return {};
  },
};
