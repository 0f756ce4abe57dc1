import type { Call } from '../core/call';
import type { World } from '../core/world';
import { putServiceEvent } from '../events/put-service-event';
import { refuse } from './refusals';
import { isOptIn, type RegionStatus, regionStatus } from './regions';
import { targetAccount } from './target-account';

/** Starts the change, and tells the calling account's bus in us-east-1 [D monitoring-eventbridge]. */
export function changeRegion(world: World, call: Call, to: 'ENABLED' | 'DISABLED'): void {
  const accountId = targetAccount(world, call);
  const region = regionInput(world, call);
  if (!isOptIn(region)) throw refuse.validation(`The Region ${region} is enabled by default.`);
  const status = regionStatus(world, accountId, region);
  if (status === to) return;
  if (status === 'ENABLING' || status === 'DISABLING') {
    throw refuse.conflict(`The Region ${region} is currently ${status}.`);
  }
  const wait = world.account.regionChangeMilliseconds;
  const doneAt = new Date(world.now().getTime() + wait);
  world.account.regionChanges.set(`${accountId}/${region}`, { to, doneAt });
  const tell = (said: RegionStatus) => announce(world, call, { accountId, region, status: said });
  tell(to === 'ENABLED' ? 'ENABLING' : 'DISABLING');
  if (wait === 0) tell(to);
}

/** Refuses a Region that does not exist here. */
export function regionInput(world: World, { input }: Call): string {
  const region = typeof input.RegionName === 'string' ? input.RegionName : '';
  if (isOptIn(region) || world.regions.includes(region)) return region;
  throw refuse.validation(`The Region name ${region} is not valid.`);
}

interface Announcement {
  readonly accountId: string;
  readonly region: string;
  readonly status: RegionStatus;
}

function announce(world: World, call: Call, { accountId, region, status }: Announcement): void {
  putServiceEvent(world, {
    accountId: call.accountId,
    region: 'us-east-1',
    source: 'aws.account',
    detailType: 'Region Opt-In Status Change',
    detail: { accountId, regionName: region, status },
    time: world.now(),
  });
}
