import type { Action } from '../../core/service';
import { administeredOrganization } from '../organization-of';

export const listRoots: Action = {
  readOnly: true,
  resource: () => '*',
  handle: (call, world) => {
    const { id, managementAccountId, rootId } = administeredOrganization(world, call);
    return {
      Roots: [
        {
          Id: rootId,
          Arn: `arn:aws:organizations::${managementAccountId}:root/${id}/${rootId}`,
          Name: 'Root',
          PolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
        },
      ],
    };
  },
};
