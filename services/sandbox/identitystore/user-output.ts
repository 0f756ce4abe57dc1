import type { Output } from '../core/service';
import type { IdentityStore, StoreUser } from './state';

export function userOutput(store: IdentityStore, user: StoreUser): Output {
  const { userId, userName, displayName, email } = user;
  return {
    IdentityStoreId: store.id,
    UserId: userId,
    UserName: userName,
    DisplayName: displayName,
    ...(email !== undefined && { Emails: [{ Value: email, Type: 'work', Primary: true }] }),
  };
}
