import type { Row } from '../../record/row';
import { changeTopicPolicyRecords } from './change-topic-policy/record';
import { changeTopicSettingsRecords } from './change-topic-settings/record';
import { deleteTopicRecords } from './delete-topic/record';
import { dropSubscriptionRecords } from './drop-subscription/record';

/** All of them are SNS-01. */
export const topicRecords: readonly Row[] = [
  ...deleteTopicRecords,
  ...changeTopicPolicyRecords,
  ...changeTopicSettingsRecords,
  ...dropSubscriptionRecords,
];
