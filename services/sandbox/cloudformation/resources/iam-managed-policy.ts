import { checkPolicy } from '../../iam/check-policy';
import { attachRolePolicy } from '../../iam/roles';
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
    const document = policyProperty(properties, 'PolicyDocument');
    checkPolicy(document);
    const name = physicalName(creation, 'ManagedPolicyName', 128);
    const path = optionalText(properties, 'Path') ?? '/';
    const arn = `arn:aws:iam::${deployment.accountId}:policy${path}${name}`;
    deployment.world.iam.managedPolicies.set(arn, document);
    for (const role of texts(properties, 'Roles')) {
      attachRolePolicy(deployment.world, roleNamed(deployment, role), arn);
    }
    return { physicalId: arn, attributes: { PolicyArn: arn } };
  },
  remove: ({ deployment, physicalId, properties }) => {
    for (const role of texts(properties, 'Roles')) {
      roleNamed(deployment, role).managedPolicyArns.delete(physicalId);
    }
    deployment.world.iam.managedPolicies.delete(physicalId);
  },
};
