import type { Action } from '../../core/service';
import { targetsOf } from '../attachments';
import { administeredOrganization } from '../organization-of';
import { page } from '../page';
import { policyArn, policyOfCall } from '../policy-of-call';
import { targetOf } from '../targets';

export const listTargetsForPolicy: Action = {
  readOnly: true,
  resource: policyArn,
  handle: (call, world) => {
    administeredOrganization(world, call);
    const { id } = policyOfCall(world, call);
    const all = targetsOf(world, id).flatMap((target) => targetOf(world, target) ?? []);
    const { items, next } = page(call, all);
    return { Targets: items, ...next };
  },
};
