import { Refusal } from '../../core/refusal';
import type { Action } from '../../core/service';
import { aliasArnOfCall, onAlias } from '../alias-of-call';
import { requiredText } from '../input';
import { keyOfCall } from '../key-of-call';
import { refuseState } from '../key-state';
import { putAlias } from '../put-alias';
import { refuse } from '../refusals';

export const createAlias: Action = {
  readOnly: false,
  ...onAlias,
  handle: (call, world) => {
    const name = requiredText(call.input, 'AliasName');
    refuseName(name);
    const key = keyOfCall(call, world, 'TargetKeyId');
    refuseState(key, 'PendingDeletion');
    const arn = aliasArnOfCall(call);
    if (world.kms.aliases.has(arn)) throw refuse.aliasExists(arn);
    putAlias(world, name, key);
    return {};
  },
};

function refuseName(name: string): void {
  if (name.startsWith('alias/aws/')) throw new Refusal('NotAuthorizedException', '');
  if (/^alias\/[\w/-]{1,250}$/.test(name)) return;
  throw refuse.invalidAliasName(
    "Alias must start with the prefix 'alias/' and consist of alphanumeric characters, '/', '_' or '-'.",
  );
}
