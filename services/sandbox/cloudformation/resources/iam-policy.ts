import { deleteRolePolicy, findRoleNamed, putRolePolicy } from '../../iam/roles';
import { policyProperty } from '../policy-property';
import { requiredText, texts } from '../properties';
import type { ResourceType } from '../resource-type';
import { roleNamed } from '../role-named';

/** An inline policy of roles. Users and groups are refused: no template of ours has any. */
export const iamPolicy: ResourceType = {
  type: 'AWS::IAM::Policy',
  properties: ['PolicyDocument', 'PolicyName', 'Roles'],
  create: ({ deployment, properties }) => {
    const name = requiredText(properties, 'PolicyName');
    const document = policyProperty(properties, 'PolicyDocument');
    for (const role of texts(properties, 'Roles')) {
      putRolePolicy(roleNamed(deployment, role), name, document);
    }
    return { physicalId: name };
  },
  remove: ({ deployment, properties, physicalId }) => {
    for (const role of texts(properties, 'Roles')) {
      const found = findRoleNamed(deployment.world, deployment.accountId, role);
      if (found) deleteRolePolicy(found, physicalId);
    }
  },
};
