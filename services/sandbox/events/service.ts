import type { Service } from '../core/service';
import { createEventBusAction } from './actions/create-event-bus';
import { deleteEventBusAction } from './actions/delete-event-bus';
import { deleteRuleAction } from './actions/delete-rule';
import { describeEventBusAction } from './actions/describe-event-bus';
import { describeRuleAction } from './actions/describe-rule';
import { disableRuleAction } from './actions/disable-rule';
import { enableRuleAction } from './actions/enable-rule';
import { listEventBusesAction } from './actions/list-event-buses';
import { listRuleNamesByTargetAction } from './actions/list-rule-names-by-target';
import { listRulesAction } from './actions/list-rules';
import { listTagsForResourceAction } from './actions/list-tags-for-resource';
import { listTargetsByRuleAction } from './actions/list-targets-by-rule';
import { putEventsAction } from './actions/put-events';
import { putPermissionAction } from './actions/put-permission';
import { putRuleAction } from './actions/put-rule';
import { putTargetsAction } from './actions/put-targets';
import { removePermissionAction } from './actions/remove-permission';
import { removeTargetsAction } from './actions/remove-targets';
import { tagResourceAction } from './actions/tag-resource';
import { testEventPatternAction } from './actions/test-event-pattern';
import { updateEventBusAction } from './actions/update-event-bus';

/** EventBridge's classic event buses and rules. Archives, schedules, pipes and API destinations are not emulated. */
export const eventsService: Service = {
  id: 'events',
  eventSource: 'events.amazonaws.com',
  wire: { protocol: 'json', version: '1.1', targetPrefix: 'AWSEvents' },
  actions: {
    CreateEventBus: createEventBusAction,
    DeleteEventBus: deleteEventBusAction,
    DeleteRule: deleteRuleAction,
    DescribeEventBus: describeEventBusAction,
    DescribeRule: describeRuleAction,
    DisableRule: disableRuleAction,
    EnableRule: enableRuleAction,
    ListEventBuses: listEventBusesAction,
    ListRuleNamesByTarget: listRuleNamesByTargetAction,
    ListRules: listRulesAction,
    ListTagsForResource: listTagsForResourceAction,
    ListTargetsByRule: listTargetsByRuleAction,
    PutEvents: putEventsAction,
    PutPermission: putPermissionAction,
    PutRule: putRuleAction,
    PutTargets: putTargetsAction,
    RemovePermission: removePermissionAction,
    RemoveTargets: removeTargetsAction,
    TagResource: tagResourceAction,
    TestEventPattern: testEventPatternAction,
    UpdateEventBus: updateEventBusAction,
  },
};
