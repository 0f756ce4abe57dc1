import type { Action } from '../../core/service';
import { organizationOf } from '../organization-of';

/** The one call every member may make [D API_DescribeOrganization]. */
export const describeOrganization: Action = {
  readOnly: true,
  resource: () => '*',
  quota: { group: 'DescribeOrganization', perSecond: 1, burst: 2 },
  handle: (call, world) => {
    const { id, arn, managementAccountId, managementEmail } = organizationOf(world, call);
    return {
      Organization: {
        Id: id,
        Arn: arn,
        FeatureSet: 'ALL',
        MasterAccountArn: world.organization.accounts.get(managementAccountId)?.arn,
        MasterAccountId: managementAccountId,
        MasterAccountEmail: managementEmail,
        AvailablePolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
      },
    };
  },
};
