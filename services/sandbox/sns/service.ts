import type { Service } from '../core/service';
import { addPermission } from './actions/add-permission';
import { createTopic } from './actions/create-topic';
import { deleteTopic } from './actions/delete-topic';
import { getSubscriptionAttributes } from './actions/get-subscription-attributes';
import { getTopicAttributes } from './actions/get-topic-attributes';
import { listSubscriptionsByTopic } from './actions/list-subscriptions-by-topic';
import { listTagsForResource } from './actions/list-tags-for-resource';
import { listTopics } from './actions/list-topics';
import { publish } from './actions/publish';
import { removePermission } from './actions/remove-permission';
import { setSubscriptionAttributes } from './actions/set-subscription-attributes';
import { setTopicAttributes } from './actions/set-topic-attributes';
import { subscribe } from './actions/subscribe';
import { tagResource } from './actions/tag-resource';
import { unsubscribe } from './actions/unsubscribe';
import { untagResource } from './actions/untag-resource';

/** Standard topics; their messages are kept, and delivered to queues only. */
export const snsService: Service = {
  id: 'sns',
  eventSource: 'sns.amazonaws.com',
  wire: {
    protocol: 'query',
    version: '2010-03-31',
    namespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
  },
  deniedCode: 'AuthorizationError',
  actions: {
    AddPermission: addPermission,
    CreateTopic: createTopic,
    DeleteTopic: deleteTopic,
    GetSubscriptionAttributes: getSubscriptionAttributes,
    GetTopicAttributes: getTopicAttributes,
    ListSubscriptionsByTopic: listSubscriptionsByTopic,
    ListTagsForResource: listTagsForResource,
    ListTopics: listTopics,
    Publish: publish,
    RemovePermission: removePermission,
    SetSubscriptionAttributes: setSubscriptionAttributes,
    SetTopicAttributes: setTopicAttributes,
    Subscribe: subscribe,
    TagResource: tagResource,
    Unsubscribe: unsubscribe,
    UntagResource: untagResource,
  },
};
