import { named, type Service } from '../core/service';
import * as groups from './actions/target-groups';
import * as targets from './actions/targets';

/** Target groups and their targets; there are no load balancers. */
export const elasticloadbalancingService: Service = {
  id: 'elasticloadbalancing',
  eventSource: 'elasticloadbalancing.amazonaws.com',
  wire: {
    protocol: 'query',
    version: '2015-12-01',
    namespace: 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/',
  },
  actions: named(groups, targets),
};
