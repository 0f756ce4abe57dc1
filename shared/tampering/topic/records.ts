import type { Row } from '../../record/row';
import { changeTopicPolicyRecords } from './change-topic-policy/record';
import { changeTopicSettingsRecords } from './change-topic-settings/record';
import { deleteTopicRecords } from './delete-topic/record';
import { dropSubscriptionRecords } from './drop-subscription/record';
import { subscribeStrangerRecords } from './subscribe-stranger/record';

export const topicRecords: readonly Row[] = [
  ...deleteTopicRecords, // SNS-01
  ...changeTopicPolicyRecords, // SNS-01
  ...changeTopicSettingsRecords, // SNS-01
  ...dropSubscriptionRecords, // SNS-01
  ...subscribeStrangerRecords, // SNS-02
];
