import type { Call } from '../../core/call';
import type { Action } from '../../core/service';
import type { World } from '../../core/world';
import { accountRecord } from '../account-record';
import { changeRegion, regionInput } from '../change-region';
import { refuse } from '../refusals';
import { regionNames, regionStatus } from '../regions';
import { accountConditions, accountResource, targetAccount } from '../target-account';

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
  rest: { method: 'POST', path: '/getRegionOptStatus' },
  resource: accountResource,
  conditions: accountConditions,
  handle: (call, world) => {
    const accountId = targetAccount(world, call);
    const RegionName = regionInput(world, call);
    return { RegionName, RegionOptStatus: regionStatus(world, accountId, RegionName) };
  },
};

export const enableRegion: Action = {
  rest: { method: 'POST', path: '/enableRegion' },
  resource: accountResource,
  conditions: accountConditions,
  handle: (call, world) => {
    changeRegion(world, call, 'ENABLED');
  },
  record: accountRecord,
};

export const disableRegion: Action = {
  rest: { method: 'POST', path: '/disableRegion' },
  resource: accountResource,
  conditions: accountConditions,
  handle: (call, world) => {
    changeRegion(world, call, 'DISABLED');
  },
  record: accountRecord,
};
