import { actionsOn } from '../../core/make-action';
import { partitionOf } from '../../core/partition';
import { type Action, type Call, Refusal, type World } from '../../core/service';
import { iamRecord, userOutput } from '../outputs';
import { page } from '../page';
import { identityPolicyInput, nameInput, tagList, tagsInput, textInput } from '../read-input';
import { refuse } from '../refusals';
import type { User } from '../state';
import { createAccessKey, createUser } from '../users';

const onUser = actionsOn({ resource: userArnOfCall }, userOfCall);

const changeUser = actionsOn({ resource: userArnOfCall, record: iamRecord }, userOfCall);

export const createUserAction: Action = {
  resource: userArnOfCall,
  handle: (call, world) => {
    const { accountId } = call;
    const user = createUser(world, {
      accountId,
      name: nameInput(call, 'UserName'),
      tags: tagsInput(call),
    });
    return { User: userOutput(user) };
  },
  record: iamRecord,
};

export const getUser = onUser((user) => ({ User: userOutput(user) }));

export const listUserTags = onUser((user, call) =>
  page(call, tagList(user.tags), (Tags) => ({ Tags })),
);

export const putUserPolicy = changeUser((user, call) => {
  const name = nameInput(call, 'PolicyName', 128);
  user.inlinePolicies.set(name, identityPolicyInput(call));
});

export const deleteUserPolicy: Action = {
  resource: userArnOfCall,
  handle: (call, world) => {
    const name = nameInput(call, 'PolicyName', 128);
    if (!userOfCall(call, world).inlinePolicies.delete(name)) throw refuse.userPolicyNotFound(name);
  },
  record: iamRecord,
};

export const listUserPolicies = onUser((user, call) => {
  const names = [...user.inlinePolicies.keys()].sort();
  return page(call, names, (PolicyNames) => ({ PolicyNames }));
});

/** The secret is told once, and never recorded. */
export const createAccessKeyAction = changeUser((user, _call, world) => {
  if (user.accessKeys.size >= 2) throw refuse.quotaExceeded('AccessKeysPerUser: 2');
  const { accessKeyId, secretAccessKey } = createAccessKey(world, user);
  return {
    AccessKey: {
      UserName: user.name,
      AccessKeyId: accessKeyId,
      Status: 'Active',
      SecretAccessKey: secretAccessKey,
      CreateDate: world.now(),
    },
  };
});

/** Knows keys of users only: one of a session (`ASIA…`) is not there. */
export const updateAccessKey = changeUser((user, call, world) => {
  const id = textInput(call, 'AccessKeyId') ?? '';
  const status = textInput(call, 'Status') ?? '';
  if (status !== 'Active' && status !== 'Inactive') {
    throw refuse.validationError("Value at 'status' must be one of [Expired, Active, Inactive]");
  }
  const key = user.accessKeys.has(id) ? world.iam.accessKeys.get(id) : undefined;
  if (!key) throw refuse.accessKeyNotFound(id);
  world.iam.accessKeys.set(id, { ...key, isInactive: status === 'Inactive' });
});

export const listAccessKeys = onUser((user, call, world) => {
  return page(call, [...user.accessKeys], (items) => ({
    AccessKeyMetadata: items.map(([AccessKeyId, CreateDate]) => ({
      UserName: user.name,
      AccessKeyId,
      Status: world.iam.accessKeys.get(AccessKeyId)?.isInactive ? 'Inactive' : 'Active',
      CreateDate,
    })),
  }));
});

/** As Event history tells it: data-plane calls are not seen, on AWS they are. */
export const getAccessKeyLastUsed: Action = {
  resource: ({ accountId, region }) => `arn:${partitionOf(region)}:iam::${accountId}:user/*`,
  handle: (call, world) => {
    const keyId = nameInput(call, 'AccessKeyId');
    const key = world.iam.accessKeys.get(keyId);
    if (key?.principal.kind !== 'user' || key.principal.accountId !== call.accountId) {
      throw notFound(call);
    }
    return { UserName: key.principal.userName, AccessKeyLastUsed: lastUse(world, call, keyId) };
  },
};

function lastUse(world: World, { accountId }: Call, keyId: string) {
  const used = world.regions
    .flatMap((region) => world.cloudtrail.history.get(`${accountId}/${region}`) ?? [])
    .filter(({ userIdentity }) => keyOf(userIdentity) === keyId)
    .sort((one, other) => one.eventTime.localeCompare(other.eventTime))
    .at(-1);
  if (used === undefined) return { ServiceName: 'N/A', Region: 'N/A' };
  return {
    LastUsedDate: new Date(used.eventTime),
    ServiceName: used.eventSource.split('.')[0],
    Region: used.awsRegion,
  };
}

const keyOf = (identity: unknown): unknown =>
  (identity as { readonly accessKeyId?: string } | undefined)?.accessKeyId;

/** AWS does not tell whose key it is, or whether it is one. */
function notFound({ principal }: Call): Refusal {
  return new Refusal(
    'AccessDenied',
    `User: ${principal.arn} is not authorized to perform: iam:GetAccessKeyLastUsed on resource: access key`,
    403,
  );
}

/** No user here has a password. */
export const deleteLoginProfile = onUser((user) => {
  throw refuse.loginProfileNotFound(user.name);
});

function userArnOfCall(call: Call): string {
  const name = textInput(call, 'UserName') ?? ownName(call) ?? '';
  return `arn:${partitionOf(call.region)}:iam::${call.accountId}:user/${name}`;
}

/** Without `UserName` the caller itself. */
function userOfCall(call: Call, world: World): User {
  const given = call.input.UserName === undefined ? ownName(call) : nameInput(call, 'UserName');
  if (given === undefined) {
    throw refuse.validationError('Must specify userName when calling with non-User credentials');
  }
  const found = world.iam.users.get(
    `arn:${partitionOf(call.region)}:iam::${call.accountId}:user/${given}`,
  );
  if (found) return found;
  throw refuse.userNotFound(given);
}

function ownName({ principal }: Call): string | undefined {
  return principal.kind === 'user' ? principal.userName : undefined;
}
