import type { Action } from '../../core/service';
import { accountsUnder, unitsUnder } from '../children';
import { administeredOrganization } from '../organization-of';
import { page } from '../page';
import { refuse } from '../refusals';

export const listChildren: Action = {
  readOnly: true,
  resource: () => '*',
  handle: (call, world) => {
    administeredOrganization(world, call);
    const { ParentId, ChildType } = call.input;
    if (ChildType !== 'ACCOUNT' && ChildType !== 'ORGANIZATIONAL_UNIT') {
      throw refuse.invalidInput('You provided an invalid value for ChildType.');
    }
    const under = ChildType === 'ACCOUNT' ? accountsUnder : unitsUnder;
    const { items, next } = page(call, under(world, String(ParentId)));
    return { Children: items.map(({ id }) => ({ Id: id, Type: ChildType })), ...next };
  },
};
