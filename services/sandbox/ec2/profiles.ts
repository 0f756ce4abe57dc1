import type { World } from '../core/service';
import {
  type InstanceProfile,
  instanceProfileMade,
  instanceProfiles,
} from '../iam/instance-profiles';
import { findRoleNamed } from '../iam/roles';
import type { Role } from '../iam/state';
import { ec2Of, type Instance, newId, type ProfileAssociation } from './state';

export function associateProfile(
  world: World,
  { id: instanceId, accountId, region }: Instance,
  profileArn: string,
): ProfileAssociation {
  const id = newId('iip-assoc');
  const association = { id, instanceId, accountId, region, profileArn, at: world.now() };
  ec2Of(world).profiles.set(id, association);
  return association;
}

/** Undefined when the instance has no profile. */
export function profileAssociationOf(
  world: World,
  instanceId: string,
): ProfileAssociation | undefined {
  return [...ec2Of(world).profiles.values()].find((one) => one.instanceId === instanceId);
}

/** The role that an instance has through its profile; undefined when it has none. */
export function roleOfInstance(world: World, instanceId: string): Role | undefined {
  const association = profileAssociationOf(world, instanceId);
  const profile = instanceProfiles(world).get(association?.profileArn ?? '');
  return world.iam.roles.get(profile?.roleArn ?? '');
}

/** The profile named like the role, made if it is not there. */
export function profileForRole(world: World, accountId: string, roleName: string): InstanceProfile {
  const role = findRoleNamed(world, accountId, roleName);
  if (role === undefined) throw new Error(`Account ${accountId} has no role ${roleName}.`);
  const wanted = instanceProfileMade(world, { accountId, name: roleName, roleArn: role.arn });
  const known = instanceProfiles(world).get(wanted.arn);
  if (known) return known;
  instanceProfiles(world).set(wanted.arn, wanted);
  return wanted;
}
