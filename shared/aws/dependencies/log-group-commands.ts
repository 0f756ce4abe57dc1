import type { LogGroupSteps } from '../../domain/log-group';
import type { Commands } from './commands';

/** What the SDK calls each write that puts a log-group back. */
export const logGroupCommands: Commands<LogGroupSteps> = {};
