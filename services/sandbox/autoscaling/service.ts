import { named, type Service } from '../core/service';
import * as groups from './actions/groups';
import * as members from './actions/members';

/** Groups of instances: who is in them, in service or in standby. Nothing scales by itself. */
export const autoscalingService: Service = {
  id: 'autoscaling',
  eventSource: 'autoscaling.amazonaws.com',
  wire: {
    protocol: 'query',
    version: '2011-01-01',
    namespace: 'http://autoscaling.amazonaws.com/doc/2011-01-01/',
  },
  // [R]; of the other codes no record was seen.
  recordedCode: (code) => (code === 'ValidationError' ? 'ValidationException' : code),
  actions: named(groups, members),
};
