import type { Service } from '../core/service';
import { describeUser } from './actions/describe-user';
import { getUserId } from './actions/get-user-id';
import { listUsers } from './actions/list-users';

/** The people of Identity Center; read only, as AWS is when they come from elsewhere. */
export const identitystoreService: Service = {
  id: 'identitystore',
  eventSource: 'identitystore.amazonaws.com',
  wire: { protocol: 'json', version: '1.1', targetPrefix: 'AWSIdentityStore' },
  actions: { DescribeUser: describeUser, GetUserId: getUserId, ListUsers: listUsers },
};
