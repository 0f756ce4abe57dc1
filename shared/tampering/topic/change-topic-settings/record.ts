import { field, text } from '../../../record/json';
import type { LogRecord } from '../../../record/log-record';
import { type Effect, none, unclear } from '../../../record/row';
import { onTopic } from '../on-topic';
import { changeTopicSettings } from './technique';

const sets =
  (attribute: string | undefined) =>
  ({ request }: LogRecord, _: unknown, target: string): Effect =>
    text(field(request, 'attributeName')) === attribute
      ? unclear(`An attribute of topic ${target} was set.`)
      : none;

const { row, title } = changeTopicSettings;

export const changeTopicSettingsRecords = [
  onTopic(changeTopicSettings, { SetTopicAttributes: sets('KmsMasterKeyId') }),
  // The record does not say which attribute: it may be the policy.
  onTopic({ row, title }, { SetTopicAttributes: sets(undefined) }),
];
