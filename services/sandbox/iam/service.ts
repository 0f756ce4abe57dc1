import { named, type Service } from '../core/service';
import * as instanceProfiles from './actions/instance-profiles';
import * as policies from './actions/policies';
import * as roles from './actions/roles';
import * as users from './actions/users';

export const iamService: Service = {
  id: 'iam',
  eventSource: 'iam.amazonaws.com',
  wire: {
    protocol: 'query',
    version: '2010-05-08',
    namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
  },
  global: true,
  actions: named(instanceProfiles, policies, roles, users),
};
