import {
  CreateTopicCommand,
  SetTopicAttributesCommand,
  SubscribeCommand,
  TagResourceCommand,
} from '@aws-sdk/client-sns';
import type { TopicSteps } from '../../domain/topic';
import { by, type Commands } from './commands';

/** The SDK's command for each write that puts a topic back. */
export const topicCommands: Commands<TopicSteps> = {
  'sns:CreateTopic': by('sns', CreateTopicCommand),
  'sns:TagResource': by('sns', TagResourceCommand),
  'sns:SetTopicAttributes': by('sns', SetTopicAttributesCommand),
  'sns:Subscribe': by('sns', SubscribeCommand),
};
