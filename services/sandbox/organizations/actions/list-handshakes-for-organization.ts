import type { Action } from '../../core/service';
import { handshakeOutput } from '../handshake-output';
import { administeredOrganization } from '../organization-of';
import { page } from '../page';

export const listHandshakesForOrganization: Action = {
  readOnly: true,
  resource: () => '*',
  handle: (call, world) => {
    administeredOrganization(world, call);
    const { items, next } = page(call, [...world.organization.handshakes.values()]);
    return { Handshakes: items.map((one) => handshakeOutput(world, one)), ...next };
  },
};
