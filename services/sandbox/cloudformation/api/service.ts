import { named, type Service } from '../../core/service';
import * as stackSets from './actions/stack-sets';

/** Only what is done to StackSets; stacks are made by `deployStack`. */
export const cloudformationService: Service = {
  id: 'cloudformation',
  eventSource: 'cloudformation.amazonaws.com',
  wire: {
    protocol: 'query',
    version: '2010-05-15',
    namespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
  },
  actions: named(stackSets),
};
