import type { Call } from '../../core/call';
import type { Action } from '../../core/service';
import type { World } from '../../core/world';
import { createTrail as create } from '../create-trail';
import { ownerOf } from '../owner-of';
import { passLogRole } from '../pass-log-role';
import { writeQuota } from '../quotas';
import { newSettings } from '../read-settings';
import { refuseObstacles } from '../refuse-obstacles';
import { requireDependencies } from '../require-dependencies';
import { readTags } from '../tags';
import { resolvedArn, trailArn } from '../trail-arn';
import { checkTrailName } from '../trail-name';
import { settingsOutput } from '../trail-output';
import { resultInRecord } from '../trail-record';
import { withKeyArn } from '../with-key-arn';

export const createTrail: Action = {
  readOnly: false,
  resource: (call) => resolvedArn(call, call.input.Name),
  quota: writeQuota('other'),
  handle: (call, world) => settingsOutput(created(call, world)),
  record: resultInRecord,
};

function created(call: Call, world: World) {
  const settings = newSettings(call.input);
  const accountId = settings.isOrganizationTrail ? ownerOf(world, call) : call.accountId;
  const trail = {
    accountId,
    homeRegion: call.region,
    name: typeof call.input.Name === 'string' ? call.input.Name : '',
    settings: withKeyArn(world, settings, { accountId, region: call.region }),
    tags: readTags(call.input.TagsList),
  };
  checkTrailName(trail.name);
  passLogRole(world, call);
  if (settings.isOrganizationTrail) requireDependencies(world, call);
  refuseObstacles(world, { ...trail, arn: trailArn(trail.accountId, call.region, trail.name) });
  return create(world, trail);
}
