import { inputs } from '../../core/input';
import { actionsOn } from '../../core/make-action';
import { partitionOf } from '../../core/partition';
import { type Call, NotEmulated, type Output, Refusal, type World } from '../../core/service';
import { isDelegatedAdministrator } from '../../organizations/membership';
import { type IdentityStore, identityStores, type StoreUser, storeArn } from '../state';

/** The store and the users a policy has to allow. [D] list_awsidentitystore */
const resourcesOf = ({ accountId, region, input }: Call): readonly string[] => [
  storeArn(partitionOf(region), accountId, String(input.IdentityStoreId)),
  `arn:${partitionOf(region)}:identitystore:::user/${typeof input.UserId === 'string' ? input.UserId : '*'}`,
];

const onStore = actionsOn({ resource: resourcesOf }, storeOfCall);

export const describeUser = onStore((store, { input }) => {
  const id = String(input.UserId);
  const user = store.users.get(id);
  if (user === undefined) throw notFound('user', id);
  return userOutput(store, user);
});

type Part = Readonly<Record<string, unknown>>;

/** By user name or e-mail address; another identity provider's ids are not known. */
export const getUserId = onStore(
  {
    record: ({ input }) => ({
      requestParameters: {
        identityStoreId: input.IdentityStoreId,
        alternateIdentifier: 'HIDDEN_DUE_TO_SECURITY_REASONS',
      },
    }),
  },
  (store, call) => {
    const { read, value } = soughtBy(call);
    const found = [...store.users.values()].find(
      (user) => read(user)?.toLowerCase() === value.toLowerCase(),
    );
    if (found === undefined) throw notFound('user', value);
    return { IdentityStoreId: store.id, UserId: found.userId };
  },
);

const attributes: Readonly<Record<string, (user: StoreUser) => string | undefined>> = {
  username: ({ userName }) => userName,
  'emails.value': ({ email }) => email,
};

function soughtBy({ input }: Call) {
  const { UniqueAttribute } = (input.AlternateIdentifier ?? {}) as Part;
  const { AttributePath, AttributeValue } = (UniqueAttribute ?? {}) as Part;
  const read = attributes[String(AttributePath).toLowerCase()];
  if (read !== undefined) return { read, value: String(AttributeValue) };
  throw new NotEmulated(
    `sandbox: identitystore:GetUserId by ${String(AttributePath ?? 'ExternalId')} is not emulated; add it in services/sandbox/identitystore/actions/users.ts`,
  );
}

/** All, or with the one filter AWS still takes, those of a user name; 100 a page at most. */
export const listUsers = onStore((store, { input }) => {
  const { MaxResults = 100, NextToken = '0' } = input;
  const filters = inputs(input, 'Filters');
  const unknown = filters.find(({ AttributePath }) => AttributePath !== 'UserName');
  if (unknown !== undefined || filters.length > 1) {
    throw new Refusal('ValidationException', 'Filters take one AttributePath, UserName.');
  }
  const wanted = filters[0]?.AttributeValue;
  const found = [...store.users.values()].filter(
    ({ userName }) => wanted === undefined || userName === wanted,
  );
  const from = Number(NextToken);
  const to = from + Number(MaxResults);
  return {
    Users: found.slice(from, to).map((user) => userOutput(store, user)),
    ...(to < found.length && { NextToken: String(to) }),
  };
});

function userOutput(store: IdentityStore, user: StoreUser): Output {
  const { userId, userName, displayName, email } = user;
  return {
    IdentityStoreId: store.id,
    UserId: userId,
    UserName: userName,
    DisplayName: displayName,
    ...(email !== undefined && { Emails: [{ Value: email, Type: 'work', Primary: true }] }),
  };
}

const service = 'sso.amazonaws.com';

/** The store a call names, where it is; its account and the delegated administrator may ask. */
function storeOfCall(call: Call, world: World): IdentityStore {
  const id = String(call.input.IdentityStoreId);
  const store = identityStores(world).get(id);
  if (store === undefined || store.region !== call.region) {
    throw notFound('IdentityStore', id);
  }
  const isOwn = store.accountId === call.accountId;
  if (isOwn || isDelegatedAdministrator(world, call.accountId, service)) return store;
  throw new Refusal(
    'AccessDeniedException',
    `User: ${call.principal.arn} is not authorized to perform: identitystore:${call.action} on resource: ${storeArn(partitionOf(call.region), store.accountId, id)}`,
  );
}

/** AWS's code; the sentence is ours. */
const notFound = (kind: string, id: string): Refusal =>
  new Refusal('ResourceNotFoundException', `${kind.toUpperCase()} not found: ${id}`);
