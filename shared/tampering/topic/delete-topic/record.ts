import { says } from '../../records/rows-of';
import { onTopic } from '../on-topic';
import { deleteTopic } from './technique';

export const deleteTopicRecords = [
  onTopic(
    deleteTopic,
    says((target) => `Topic ${target} was deleted.`),
  ),
];
