import type { Action } from '../../core/service';
import { unitsUnder } from '../children';
import { administeredOrganization } from '../organization-of';
import { page } from '../page';
import { unitOutput } from '../unit-output';

export const listOrganizationalUnitsForParent: Action = {
  readOnly: true,
  resource: () => '*',
  handle: (call, world) => {
    administeredOrganization(world, call);
    const { items, next } = page(call, unitsUnder(world, String(call.input.ParentId)));
    return { OrganizationalUnits: items.map((unit) => unitOutput(world, unit)), ...next };
  },
};
