import type { Service } from '../core/service';
import { assumeRole } from './actions/assume-role';
import { getCallerIdentity } from './actions/get-caller-identity';

export const stsService: Service = {
  id: 'sts',
  eventSource: 'sts.amazonaws.com',
  wire: {
    protocol: 'query',
    version: '2011-06-15',
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  },
  actions: { AssumeRole: assumeRole, GetCallerIdentity: getCallerIdentity },
};
