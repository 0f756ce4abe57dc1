import type { Action } from '../../core/service';
import { administeredOrganization } from '../organization-of';
import { refuse } from '../refusals';

export const listParents: Action = {
  readOnly: true,
  resource: () => '*',
  quota: { group: 'ListParents', perSecond: 5, burst: 8 },
  handle: (call, world) => {
    const { rootId } = administeredOrganization(world, call);
    const parent = world.organization.parents.get(String(call.input.ChildId));
    if (parent === undefined) throw refuse.childNotFound();
    return { Parents: [{ Id: parent, Type: parent === rootId ? 'ROOT' : 'ORGANIZATIONAL_UNIT' }] };
  },
};
