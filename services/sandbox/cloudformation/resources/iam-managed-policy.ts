import { createPolicy } from '../../iam/policies';
import { attachRolePolicy, findRoleNamed } from '../../iam/roles';
import { physicalName } from '../physical-name';
import { policyProperty } from '../policy-property';
import { optionalText, texts } from '../properties';
import type { ResourceType } from '../resource-type';
import { roleNamed } from '../role-named';

export const iamManagedPolicy: ResourceType = {
  type: 'AWS::IAM::ManagedPolicy',
  properties: ['Description', 'ManagedPolicyName', 'Path', 'PolicyDocument', 'Roles'],
  create: (creation) => {
    const { deployment, properties } = creation;
    const description = optionalText(properties, 'Description');
    const { arn, id } = createPolicy(deployment.world, {
      accountId: deployment.accountId,
      name: physicalName(creation, 'ManagedPolicyName', 128),
      path: optionalText(properties, 'Path') ?? '/',
      ...(description !== undefined && { description }),
      document: policyProperty(properties, 'PolicyDocument'),
    });
    for (const role of texts(properties, 'Roles')) {
      attachRolePolicy(deployment.world, roleNamed(deployment, role), arn);
    }
    return { physicalId: arn, attributes: { PolicyArn: arn, PolicyId: id } };
  },
  remove: ({ deployment, physicalId, properties }) => {
    for (const role of texts(properties, 'Roles')) {
      findRoleNamed(deployment.world, deployment.accountId, role)?.managedPolicyArns.delete(
        physicalId,
      );
    }
    deployment.world.iam.managedPolicies.delete(physicalId);
  },
};
