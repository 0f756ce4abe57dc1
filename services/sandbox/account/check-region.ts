import { authenticationRefusal } from '../core/authentication-refusal';
import { NotEmulated, type Service, type World } from '../core/service';
import { regionStatus } from './regions';

export interface SignedFor {
  readonly accountId: string;
  readonly region: string;
  readonly protocol: Service['wire']['protocol'];
}

/** An opt-in Region the account has not enabled does not know its credentials [D manage-acct-regions]. */
export function checkRegion(world: World, { accountId, region, protocol }: SignedFor): void {
  const status = regionStatus(world, accountId, region);
  if (status === 'ENABLED' || status === 'ENABLED_BY_DEFAULT') return;
  if (status !== undefined) throw authenticationRefusal('unknown-key', protocol);
  throw new NotEmulated(
    `sandbox: the Region ${region} does not exist here; start the sandbox with it (there are ${world.regions.join(', ')})`,
  );
}
