/**
 * All that the command line and the tests see of the sandbox. README.md starts one in five lines.
 * What goes wrong on purpose is `sandbox.faults`; the clock is `world.clock`, and what happens can be watched in `world.feed`.
 */

export type { CallEntry, Feed, FeedEntry } from './core/feed';
export { createFeed } from './core/feed';
export type { World } from './core/service';
export { isRead } from './core/service';
export type { Event } from './events/state';
export { hooks } from './hooks';
export { evaluatePolicy } from './iam/evaluate-policy';
export type { Credentials } from './iam/state';
export { LOG_GROUP, LOG_GROUP_ROLE } from './local-log-archive';
export {
  createLocalOrganization,
  type LocalOrganization,
  personWithKeys,
} from './local-organization';
export { type Sandbox, type SandboxOptions, startSandbox } from './sandbox';
export { services } from './services';
export type { Queue } from './sqs/state';
