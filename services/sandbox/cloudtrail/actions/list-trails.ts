import type { Action } from '../../core/service';
import { readQuota } from '../quotas';
import { organizationTrails, trailsOf } from '../visible-trails';

/** Trails of every Region; AWS pages only beyond what an account can have. */
export const listTrails: Action = {
  readOnly: true,
  resource: () => '*',
  quota: readQuota,
  handle: ({ accountId }, world) => ({
    Trails: [...trailsOf(world, accountId), ...organizationTrails(world, accountId)].map(
      ({ arn, name, homeRegion }) => ({ TrailARN: arn, Name: name, HomeRegion: homeRegion }),
    ),
  }),
};
