import type { Action } from '../../../core/service';
import { stackSetArn, stackSetOfCall } from '../stack-set-of-call';

export const describeStackSet: Action = {
  readOnly: true,
  resource: stackSetArn,
  handle: (call, world) => {
    const stackSet = stackSetOfCall(call, world);
    return {
      StackSet: {
        StackSetName: stackSet.name,
        StackSetId: `${stackSet.name}:${stackSet.id}`,
        StackSetARN: stackSetArn(call, world),
        Status: 'ACTIVE',
        TemplateBody: JSON.stringify(stackSet.template),
        Parameters: Object.entries(stackSet.parameters).map(([ParameterKey, ParameterValue]) => ({
          ParameterKey,
          ParameterValue,
        })),
        PermissionModel: 'SERVICE_MANAGED',
        AutoDeployment: { Enabled: stackSet.autoDeployment },
        OrganizationalUnitIds: stackSet.targets,
        Regions: stackSet.regions,
      },
    };
  },
};
