import type { LogBucketSteps } from '../../domain/log-bucket';
import type { Commands } from './commands';

/** What the SDK calls each write that puts a log-bucket back. */
export const logBucketCommands: Commands<LogBucketSteps> = {};
