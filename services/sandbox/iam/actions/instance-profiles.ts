import { actionsOn } from '../../core/make-action';
import { partitionOf } from '../../core/partition';
import { type Action, type Call, type Output, Refusal, type World } from '../../core/service';
import { type InstanceProfile, instanceProfileMade, instanceProfiles } from '../instance-profiles';
import { iamRecord, listedRole } from '../outputs';
import { page } from '../page';
import { nameInput, pathInput, tagsInput, tagsOutput, textInput } from '../read-input';
import { refuse } from '../refusals';
import { findRoleNamed } from '../roles';

const profileArn = (call: Call): string =>
  `arn:${partitionOf(call.region)}:iam::${call.accountId}:instance-profile${textInput(call, 'Path') ?? '/'}${textInput(call, 'InstanceProfileName') ?? ''}`;

const missing = (name: string): Refusal =>
  new Refusal('NoSuchEntity', `Instance Profile ${name} cannot be found.`, 404);

function named(world: World, accountId: string, name: string): InstanceProfile | undefined {
  return [...instanceProfiles(world).values()].find(
    (one) => one.accountId === accountId && one.name === name,
  );
}

function profileOfCall(call: Call, world: World): InstanceProfile {
  const name = nameInput(call, 'InstanceProfileName', 128);
  const found = named(world, call.accountId, name);
  if (found === undefined) throw missing(name);
  return found;
}

/** With the path it was made with, which the call does not name. */
const arnOfCall = (call: Call, world: World): string =>
  named(world, call.accountId, textInput(call, 'InstanceProfileName') ?? '')?.arn ??
  profileArn(call);

const onProfile = actionsOn({ resource: arnOfCall, record: iamRecord }, profileOfCall);

function profileOutput(world: World, profile: InstanceProfile): Output {
  const role = world.iam.roles.get(profile.roleArn ?? '');
  return {
    Path: profile.path,
    InstanceProfileName: profile.name,
    InstanceProfileId: profile.id,
    Arn: profile.arn,
    CreateDate: profile.createdAt,
    Roles: role ? [listedRole(role)] : [],
    ...tagsOutput(profile.tags),
  };
}

export const createInstanceProfile: Action = {
  resource: profileArn,
  record: iamRecord,
  handle: (call, world) => {
    const { accountId } = call;
    const name = nameInput(call, 'InstanceProfileName', 128);
    if (named(world, accountId, name)) {
      const message = `Instance Profile ${name} already exists.`;
      throw new Refusal('EntityAlreadyExists', message, 409);
    }
    const wanted = { accountId, name, path: pathInput(call), roleArn: undefined };
    const profile = instanceProfileMade(world, wanted);
    for (const [key, value] of Object.entries(tagsInput(call))) profile.tags.set(key, value);
    instanceProfiles(world).set(profile.arn, profile);
    return { InstanceProfile: profileOutput(world, profile) };
  },
};

export const getInstanceProfile = onProfile((profile, _call, world) => ({
  InstanceProfile: profileOutput(world, profile),
}));

/** One role at most. [D] reference_iam-quotas */
export const addRoleToInstanceProfile = onProfile((profile, call, world) => {
  const name = nameInput(call, 'RoleName');
  const role = findRoleNamed(world, call.accountId, name);
  if (role === undefined) throw refuse.roleNotFound(name);
  if (profile.roleArn !== undefined) {
    throw refuse.quotaExceeded('InstanceSessionsPerInstanceProfile: 1');
  }
  profile.roleArn = role.arn;
});

export const removeRoleFromInstanceProfile = onProfile((profile, call, world) => {
  const name = nameInput(call, 'RoleName');
  const role = findRoleNamed(world, call.accountId, name);
  if (role === undefined || profile.roleArn !== role.arn) throw refuse.roleNotFound(name);
  profile.roleArn = undefined;
});

export const deleteInstanceProfile = onProfile((profile, _call, world) => {
  if (profile.roleArn !== undefined) {
    const message = 'Cannot delete entity, must remove roles from instance profile first.';
    throw new Refusal('DeleteConflict', message, 409);
  }
  instanceProfiles(world).delete(profile.arn);
});

export const listInstanceProfilesForRole: Action = {
  resource: (call, world) =>
    roleOfCall(call, world)?.arn ?? `arn:${partitionOf(call.region)}:iam::${call.accountId}:role/`,
  handle: (call, world) => {
    const role = roleOfCall(call, world);
    if (role === undefined) throw refuse.roleNotFound(nameInput(call, 'RoleName'));
    const profiles = [...instanceProfiles(world).values()].filter(
      ({ roleArn }) => roleArn === role.arn,
    );
    return page(call, profiles, (items) => ({
      InstanceProfiles: items.map((one) => profileOutput(world, one)),
    }));
  },
};

const roleOfCall = (call: Call, world: World) =>
  findRoleNamed(world, call.accountId, textInput(call, 'RoleName') ?? '');
