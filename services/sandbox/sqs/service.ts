import type { Service } from '../core/service';
import { changeMessageVisibilityAction } from './actions/change-message-visibility';
import { changeMessageVisibilityBatchAction } from './actions/change-message-visibility-batch';
import { createQueueAction } from './actions/create-queue';
import { deleteMessageAction } from './actions/delete-message';
import { deleteMessageBatchAction } from './actions/delete-message-batch';
import { deleteQueueAction } from './actions/delete-queue';
import { getQueueAttributesAction } from './actions/get-queue-attributes';
import { getQueueUrlAction } from './actions/get-queue-url';
import { listMessageMoveTasksAction } from './actions/list-message-move-tasks';
import { listQueuesAction } from './actions/list-queues';
import { purgeQueueAction } from './actions/purge-queue';
import { receiveMessageAction } from './actions/receive-message';
import { sendMessageAction } from './actions/send-message';
import { sendMessageBatchAction } from './actions/send-message-batch';
import { setQueueAttributesAction } from './actions/set-queue-attributes';
import { startMessageMoveTaskAction } from './actions/start-message-move-task';
import { QueueRefusal } from './refusals';

/** SQS in its JSON protocol, which SDK clients since 2023 and AWS CLI 1.30+ speak. */
export const sqsService: Service = {
  id: 'sqs',
  eventSource: 'sqs.amazonaws.com',
  wire: { protocol: 'json', version: '1.0', targetPrefix: 'AmazonSQS' },
  errorHeaders: (refusal) => ({
    'x-amzn-query-error': `${refusal instanceof QueueRefusal ? refusal.queryCode : refusal.code};Sender`,
  }),
  actions: {
    ChangeMessageVisibility: changeMessageVisibilityAction,
    ChangeMessageVisibilityBatch: changeMessageVisibilityBatchAction,
    CreateQueue: createQueueAction,
    DeleteMessage: deleteMessageAction,
    DeleteMessageBatch: deleteMessageBatchAction,
    DeleteQueue: deleteQueueAction,
    GetQueueAttributes: getQueueAttributesAction,
    GetQueueUrl: getQueueUrlAction,
    ListMessageMoveTasks: listMessageMoveTasksAction,
    ListQueues: listQueuesAction,
    PurgeQueue: purgeQueueAction,
    ReceiveMessage: receiveMessageAction,
    SendMessage: sendMessageAction,
    SendMessageBatch: sendMessageBatchAction,
    SetQueueAttributes: setQueueAttributesAction,
    StartMessageMoveTask: startMessageMoveTaskAction,
  },
};
