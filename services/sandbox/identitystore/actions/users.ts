import { type Action, type Call, NotEmulated, type Output, Refusal } from '../../core/service';
import type { IdentityStore, StoreUser } from '../state';
import { notFound, resourcesOf, storeOfCall } from '../store-of-call';

export const describeUser: Action = {
  resource: resourcesOf,
  handle: (call, world) => {
    const store = storeOfCall(world, call);
    const id = String(call.input.UserId);
    const user = store.users.get(id);
    if (user === undefined) throw notFound('user', id);
    return userOutput(store, user);
  },
};

type Part = Readonly<Record<string, unknown>>;

/** By user name or e-mail address; another identity provider's ids are not known. */
export const getUserId: Action = {
  resource: resourcesOf,
  handle: (call, world) => {
    const store = storeOfCall(world, call);
    const { read, value } = soughtBy(call);
    const found = [...store.users.values()].find(
      (user) => read(user)?.toLowerCase() === value.toLowerCase(),
    );
    if (found === undefined) throw notFound('user', value);
    return { IdentityStoreId: store.id, UserId: found.userId };
  },
  record: ({ input }) => ({
    requestParameters: {
      identityStoreId: input.IdentityStoreId,
      alternateIdentifier: 'HIDDEN_DUE_TO_SECURITY_REASONS',
    },
  }),
};

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
export const listUsers: Action = {
  resource: resourcesOf,
  handle: (call, world) => {
    const store = storeOfCall(world, call);
    const { Filters, MaxResults = 100, NextToken = '0' } = call.input;
    const filters = (Array.isArray(Filters) ? Filters : []) as readonly Filter[];
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
  },
};

interface Filter {
  readonly AttributePath: string;
  readonly AttributeValue: string;
}

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
