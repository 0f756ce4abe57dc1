import type { Service } from '../core/service';
import { associateKmsKey } from './actions/associate-kms-key';
import { createLogGroup } from './actions/create-log-group';
import { createLogStream } from './actions/create-log-stream';
import { deleteDataProtectionPolicy } from './actions/delete-data-protection-policy';
import { deleteDestination } from './actions/delete-destination';
import { deleteLogGroup } from './actions/delete-log-group';
import { deleteLogStream } from './actions/delete-log-stream';
import { deleteMetricFilter } from './actions/delete-metric-filter';
import { deleteResourcePolicy } from './actions/delete-resource-policy';
import { deleteRetentionPolicy } from './actions/delete-retention-policy';
import { deleteSubscriptionFilter } from './actions/delete-subscription-filter';
import { describeDestinations } from './actions/describe-destinations';
import { describeLogGroups } from './actions/describe-log-groups';
import { describeLogStreams } from './actions/describe-log-streams';
import { describeMetricFilters } from './actions/describe-metric-filters';
import { describeResourcePolicies } from './actions/describe-resource-policies';
import { describeSubscriptionFilters } from './actions/describe-subscription-filters';
import { disassociateKmsKey } from './actions/disassociate-kms-key';
import { getDataProtectionPolicy } from './actions/get-data-protection-policy';
import { getLogEvents } from './actions/get-log-events';
import { listTagsForResource } from './actions/list-tags-for-resource';
import { putDataProtectionPolicy } from './actions/put-data-protection-policy';
import { putDestination } from './actions/put-destination';
import { putDestinationPolicy } from './actions/put-destination-policy';
import { putLogEvents } from './actions/put-log-events';
import { putMetricFilter } from './actions/put-metric-filter';
import { putResourcePolicy } from './actions/put-resource-policy';
import { putRetentionPolicy } from './actions/put-retention-policy';
import { putSubscriptionFilter } from './actions/put-subscription-filter';
import { tagResource } from './actions/tag-resource';
import { untagResource } from './actions/untag-resource';

/** Groups, streams, filters and policies. Entries are only kept; queries, exports and metrics do not exist. */
export const logsService: Service = {
  id: 'logs',
  eventSource: 'logs.amazonaws.com',
  wire: { protocol: 'json', version: '1.1', targetPrefix: 'Logs_20140328' },
  actions: {
    AssociateKmsKey: associateKmsKey,
    CreateLogGroup: createLogGroup,
    CreateLogStream: createLogStream,
    DeleteDataProtectionPolicy: deleteDataProtectionPolicy,
    DeleteDestination: deleteDestination,
    DeleteLogGroup: deleteLogGroup,
    DeleteLogStream: deleteLogStream,
    DeleteMetricFilter: deleteMetricFilter,
    DeleteResourcePolicy: deleteResourcePolicy,
    DeleteRetentionPolicy: deleteRetentionPolicy,
    DeleteSubscriptionFilter: deleteSubscriptionFilter,
    DescribeDestinations: describeDestinations,
    DescribeLogGroups: describeLogGroups,
    DescribeLogStreams: describeLogStreams,
    DescribeMetricFilters: describeMetricFilters,
    DescribeResourcePolicies: describeResourcePolicies,
    DescribeSubscriptionFilters: describeSubscriptionFilters,
    DisassociateKmsKey: disassociateKmsKey,
    GetDataProtectionPolicy: getDataProtectionPolicy,
    GetLogEvents: getLogEvents,
    ListTagsForResource: listTagsForResource,
    PutDataProtectionPolicy: putDataProtectionPolicy,
    PutDestination: putDestination,
    PutDestinationPolicy: putDestinationPolicy,
    PutLogEvents: putLogEvents,
    PutMetricFilter: putMetricFilter,
    PutResourcePolicy: putResourcePolicy,
    PutRetentionPolicy: putRetentionPolicy,
    PutSubscriptionFilter: putSubscriptionFilter,
    TagResource: tagResource,
    UntagResource: untagResource,
  },
};
