import type { TopicSteps } from '../../domain/topic';
import type { Commands } from './commands';

/** What the SDK calls each write that puts a topic back. */
export const topicCommands: Commands<TopicSteps> = {};
