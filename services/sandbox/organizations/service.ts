import { named, type Service } from '../core/service';
import * as delegation from './actions/delegation';
import * as membership from './actions/membership';
import * as policies from './actions/policies';
import * as structure from './actions/structure';

export const organizationsService: Service = {
  id: 'organizations',
  eventSource: 'organizations.amazonaws.com',
  wire: { protocol: 'json', version: '1.1', targetPrefix: 'AWSOrganizationsV20161128' },
  global: true,
  throttlingCode: 'TooManyRequestsException',
  actions: named(delegation, membership, policies, structure),
};
