import type { Call } from '../core/call';
import type { World } from '../core/world';
import { refuse } from './refusals';
import { targetAccount } from './target-account';

const types = ['BILLING', 'OPERATIONS', 'SECURITY'];

export interface ContactKey {
  readonly type: string;
  /** `<account>/<type>` */
  readonly key: string;
}

export function contactOfCall(world: World, call: Call): ContactKey {
  const type = String(call.input.AlternateContactType);
  if (!types.includes(type)) {
    throw refuse.validation(
      `Value '${type}' at 'alternateContactType' failed to satisfy constraint: Member must satisfy enum value set: [${types.join(', ')}]`,
    );
  }
  return { type, key: `${targetAccount(world, call)}/${type}` };
}
