import type { Action } from '../../core/service';
import { administeredOrganization } from '../organization-of';
import { rootOutput } from '../root-output';

export const listRoots: Action = {
  readOnly: true,
  resource: () => '*',
  handle: (call, world) => ({
    Roots: [rootOutput(world, administeredOrganization(world, call))],
  }),
};
