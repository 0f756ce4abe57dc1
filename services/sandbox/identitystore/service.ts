import { named, type Service } from '../core/service';
import * as users from './actions/users';

/** The people of Identity Center; read only, as AWS is when they come from elsewhere. */
export const identitystoreService: Service = {
  id: 'identitystore',
  eventSource: 'identitystore.amazonaws.com',
  wire: { protocol: 'json', version: '1.1', targetPrefix: 'AWSIdentityStore' },
  actions: named(users),
};
