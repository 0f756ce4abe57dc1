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
  // `TargetGroupNotFound` on the wire. [R]
  recordedCode: (code) => (/^Access|Error$/.test(code) ? code : `${code}Exception`),
  actions: named(groups, targets),
};
