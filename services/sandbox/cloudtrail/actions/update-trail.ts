import type { Call } from '../../core/call';
import type { Action } from '../../core/service';
import type { World } from '../../core/world';
import { ownerOf } from '../owner-of';
import { passLogRole } from '../pass-log-role';
import { writeQuota } from '../quotas';
import { changedSettings } from '../read-settings';
import { refuse } from '../refusals';
import { refuseObstacles } from '../refuse-obstacles';
import { requireDependencies } from '../require-dependencies';
import type { Trail } from '../state';
import { resolvedArn } from '../trail-arn';
import { settingsOutput } from '../trail-output';
import { resultInRecord } from '../trail-record';
import { withKeyArn } from '../with-key-arn';
import { writableTrail } from '../writable-trail';

export const updateTrail: Action = {
  readOnly: false,
  resource: (call) => resolvedArn(call, call.input.Name),
  quota: writeQuota('UpdateTrail'),
  handle: (call, world) => settingsOutput(updated(call, world)),
  record: resultInRecord,
};

function updated(call: Call, world: World): Trail {
  const trail = writableTrail(world, call, call.input.Name, 'update');
  const settings = withKeyArn(world, changedSettings(trail.settings, call.input), {
    accountId: trail.accountId,
    region: trail.homeRegion,
  });
  if (settings.isOrganizationTrail !== trail.settings.isOrganizationTrail) {
    refuseConversion(world, call);
  }
  passLogRole(world, call);
  if (settings.isOrganizationTrail) requireDependencies(world, call);
  refuseObstacles(world, { ...trail, settings });
  trail.settings = settings;
  return trail;
}

/** Only the management account turns a trail into the organization's, or back [D cloudtrail-delegated-administrator]. */
function refuseConversion(world: World, call: Call): void {
  if (ownerOf(world, call) !== call.accountId) throw refuse.notMasterTrail('convert');
}
