import { type Call, Refusal, type World } from '../core/service';
import { isDelegatedAdministrator } from '../organizations/membership';
import { type IdentityStore, identityStores } from './state';

const service = 'sso.amazonaws.com';

/** The store a call names, where it is; its account and the delegated administrator may ask. */
export function storeOfCall(world: World, call: Call): IdentityStore {
  const id = String(call.input.IdentityStoreId);
  const store = identityStores(world).get(id);
  if (store === undefined || store.region !== call.region) {
    throw notFound('IdentityStore', id);
  }
  const isOwn = store.accountId === call.accountId;
  if (isOwn || isDelegatedAdministrator(world, call.accountId, service)) return store;
  throw new Refusal(
    'AccessDeniedException',
    `User: ${call.principal.arn} is not authorized to perform: identitystore:${call.action} on resource: ${storeArn(store.accountId, id)}`,
  );
}

export const storeArn = (accountId: string, id: string): string =>
  `arn:aws:identitystore::${accountId}:identitystore/${id}`;

/** The store and the users a policy has to allow. [D] list_awsidentitystore */
export const resourcesOf = ({ accountId, input }: Call): readonly string[] => [
  storeArn(accountId, String(input.IdentityStoreId)),
  `arn:aws:identitystore:::user/${typeof input.UserId === 'string' ? input.UserId : '*'}`,
];

/** AWS's code; the sentence is ours. */
export const notFound = (kind: string, id: string): Refusal =>
  new Refusal('ResourceNotFoundException', `${kind.toUpperCase()} not found: ${id}`);
