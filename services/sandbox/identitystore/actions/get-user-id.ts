import type { Call } from '../../core/call';
import { NotEmulated } from '../../core/not-emulated';
import type { Action } from '../../core/service';
import type { StoreUser } from '../state';
import { notFound, resourcesOf, storeOfCall } from '../store-of-call';

type Part = Readonly<Record<string, unknown>>;

/** By user name or e-mail address; another identity provider's ids are not known. */
export const getUserId: Action = {
  readOnly: true,
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
    `sandbox: identitystore:GetUserId by ${String(AttributePath ?? 'ExternalId')} is not emulated; add it in services/sandbox/identitystore/actions/get-user-id.ts`,
  );
}
