import { instanceProfileMade, instanceProfiles } from '../../iam/instance-profiles';
import { refuse } from '../../iam/refusals';
import { findRoleNamed } from '../../iam/roles';
import { alreadyExists, physicalName, type ResourceType } from '../resource-type';
import { optionalText, texts } from '../template';

export const iamInstanceProfile: ResourceType = {
  type: 'AWS::IAM::InstanceProfile',
  properties: ['InstanceProfileName', 'Path', 'Roles'],
  create: (creation) => {
    const { world, accountId } = creation.deployment;
    const [roleName = ''] = texts(creation.properties, 'Roles');
    const role = findRoleNamed(world, accountId, roleName);
    if (role === undefined) throw refuse.roleNotFound(roleName);
    const name = physicalName(creation, 'InstanceProfileName', 128);
    const path = optionalText(creation.properties, 'Path') ?? '/';
    const profile = instanceProfileMade(world, { accountId, name, path, roleArn: role.arn });
    if (instanceProfiles(world).has(profile.arn)) {
      throw alreadyExists('AWS::IAM::InstanceProfile', name);
    }
    instanceProfiles(world).set(profile.arn, profile);
    return { physicalId: name, attributes: { Arn: profile.arn } };
  },
  remove: ({ deployment, physicalId }) => {
    const profiles = instanceProfiles(deployment.world);
    for (const { arn, name, accountId } of profiles.values()) {
      if (name === physicalId && accountId === deployment.accountId) profiles.delete(arn);
    }
  },
};
