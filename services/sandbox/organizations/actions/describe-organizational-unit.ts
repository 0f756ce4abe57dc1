import type { Action } from '../../core/service';
import { administeredOrganization } from '../organization-of';
import { refuse } from '../refusals';
import { unitOutput } from '../unit-output';

export const describeOrganizationalUnit: Action = {
  readOnly: true,
  resource: () => '*',
  handle: (call, world) => {
    administeredOrganization(world, call);
    const unit = world.organization.units.get(String(call.input.OrganizationalUnitId));
    if (!unit) throw refuse.unitNotFound();
    return { OrganizationalUnit: unitOutput(world, unit) };
  },
};
