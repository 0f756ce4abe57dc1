import { authenticationRefusal } from '../core/authenticate';
import type { Place } from '../core/place';
import { NotEmulated, type Service, type World } from '../core/service';

export type RegionStatus = 'ENABLED_BY_DEFAULT' | 'ENABLED' | 'ENABLING' | 'DISABLED' | 'DISABLING';

/** Regions an account has only after it asked for them [D manage-acct-regions]. */
const optInRegions: readonly string[] = [
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-west-1',
  'eu-central-2',
  'eu-south-1',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
];

export function isOptIn(region: string): boolean {
  return optInRegions.includes(region);
}

/** The world's Regions and every opt-in Region, in order. */
export function regionNames(world: World): readonly string[] {
  return [...new Set([...world.regions, ...optInRegions])].sort();
}

/**
 * Undefined for a Region that does not exist here. An opt-in Region the world was started with is
 * enabled in every account until the account disables it.
 */
export function regionStatus(
  world: World,
  accountId: string,
  region: string,
): RegionStatus | undefined {
  const started = world.regions.includes(region);
  if (!isOptIn(region)) return started ? 'ENABLED_BY_DEFAULT' : undefined;
  const change = world.account.regionChanges.get(`${accountId}/${region}`);
  if (!change) return started ? 'ENABLED' : 'DISABLED';
  if (world.now() >= change.doneAt) return change.to;
  return change.to === 'ENABLED' ? 'ENABLING' : 'DISABLING';
}

interface SignedFor extends Place {
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
