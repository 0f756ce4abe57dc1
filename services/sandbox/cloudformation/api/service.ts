import type { Service } from '../../core/service';
import { createStackInstances } from './actions/create-stack-instances';
import { deactivateOrganizationsAccess } from './actions/deactivate-organizations-access';
import { deleteStackInstances } from './actions/delete-stack-instances';
import { deleteStackSet } from './actions/delete-stack-set';
import { describeStackSet } from './actions/describe-stack-set';
import { listStackInstances } from './actions/list-stack-instances';

/** Only what is done to StackSets; stacks are made by `deployStack`. */
export const cloudformationService: Service = {
  id: 'cloudformation',
  eventSource: 'cloudformation.amazonaws.com',
  wire: {
    protocol: 'query',
    version: '2010-05-15',
    namespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
  },
  actions: {
    CreateStackInstances: createStackInstances,
    DeactivateOrganizationsAccess: deactivateOrganizationsAccess,
    DeleteStackInstances: deleteStackInstances,
    DeleteStackSet: deleteStackSet,
    DescribeStackSet: describeStackSet,
    ListStackInstances: listStackInstances,
  },
};
