import { globalRegionOf } from '../../core/partition';
import type { Place } from '../../core/place';
import type { Action, Call, World } from '../../core/service';
import { putServiceEvent } from '../../events/publish';
import { refuse } from '../refusals';
import { isOptIn, type RegionStatus, regionNames, regionStatus } from '../regions';
import { accountRecord, accountResource, onAccount, targetAccount } from '../target-account';

/** 50 a page, which is also the most [D API_ListRegions]. */
export const listRegions: Action = {
  rest: { method: 'POST', path: '/listRegions' },
  resource: accountResource,
  handle: (call, world) => {
    const wanted = wantedRegions(call, world);
    const size = sizeOf(call);
    const from = Number(call.input.NextToken ?? 0);
    const end = from + size;
    return {
      Regions: wanted.slice(from, end),
      ...(end < wanted.length && { NextToken: String(end) }),
    };
  },
};

function wantedRegions(call: Call, world: World) {
  const accountId = targetAccount(world, call);
  const { RegionOptStatusContains: statuses } = call.input;
  return regionNames(world)
    .map((RegionName) => ({
      RegionName,
      RegionOptStatus: regionStatus(world, accountId, RegionName),
    }))
    .filter(
      ({ RegionOptStatus }) => !Array.isArray(statuses) || statuses.includes(RegionOptStatus),
    );
}

function sizeOf({ input }: Call): number {
  const size = Number(input.MaxResults ?? 50);
  if (size >= 1 && size <= 50) return size;
  throw refuse.validation("Value at 'maxResults' failed to satisfy constraint: between 1 and 50");
}

export const getRegionOptStatus: Action = {
  ...onAccount('getRegionOptStatus'),
  handle: (call, world) => {
    const accountId = targetAccount(world, call);
    const RegionName = regionInput(world, call);
    return { RegionName, RegionOptStatus: regionStatus(world, accountId, RegionName) };
  },
};

const changing = (path: string, to: 'ENABLED' | 'DISABLED'): Action => ({
  ...onAccount(path),
  handle: (call, world) => {
    changeRegion(world, call, to);
  },
  record: accountRecord,
});

export const enableRegion = changing('enableRegion', 'ENABLED');

export const disableRegion = changing('disableRegion', 'DISABLED');

/** Starts the change, and tells the calling account's bus in us-east-1 [D monitoring-eventbridge]. */
function changeRegion(world: World, call: Call, to: 'ENABLED' | 'DISABLED'): void {
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
function regionInput(world: World, { input }: Call): string {
  const region = typeof input.RegionName === 'string' ? input.RegionName : '';
  if (isOptIn(region) || world.regions.includes(region)) return region;
  throw refuse.validation(`The Region name ${region} is not valid.`);
}

function announce(
  world: World,
  call: Call,
  { accountId, region, status }: Place & { readonly status: RegionStatus },
): void {
  putServiceEvent(world, {
    accountId: call.accountId,
    region: globalRegionOf(world.partition, 'account'),
    source: 'aws.account',
    detailType: 'Region Opt-In Status Change',
    detail: { accountId, regionName: region, status },
    time: world.now(),
  });
}
