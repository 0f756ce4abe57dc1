import { named, type Service } from '../../core/service';
import * as changeSets from './actions/change-sets';
import * as stackSetOperations from './actions/stack-set-operations';
import * as stackSets from './actions/stack-sets';
import * as stacks from './actions/stacks';

export const cloudformationService: Service = {
  id: 'cloudformation',
  eventSource: 'cloudformation.amazonaws.com',
  wire: {
    protocol: 'query',
    version: '2010-05-15',
    namespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
  },
  actions: {
    ...named(stacks),
    ...named(changeSets),
    ...named(stackSets),
    ...named(stackSetOperations),
  },
};
