import type { Action } from '../../core/service';
import { administeredOrganization } from '../organization-of';
import { unitNotFound } from '../refusals';
import { unitOutput } from '../unit-output';

export const describeOrganizationalUnit: Action = {
  readOnly: true,
  resource: () => '*',
  handle: (call, world) => {
    administeredOrganization(world, call);
    const unit = world.organization.units.get(String(call.input.OrganizationalUnitId));
    if (!unit) throw unitNotFound();
    return { OrganizationalUnit: unitOutput(world, unit) };
  },
};
