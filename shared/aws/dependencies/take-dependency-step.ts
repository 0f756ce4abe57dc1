import type { Obstacle } from '../../domain/obstacle';
import type { DependencyStep, DependencySteps } from '../../domain/step';
import { classify } from '../classify';
import type { Commands } from './commands';
import { guardRailCommands } from './guard-rail-commands';
import { keyCommands } from './key-commands';
import { logBucketCommands } from './log-bucket-commands';
import { logGroupCommands } from './log-group-commands';
import { membershipCommands } from './membership-commands';
import type { ServiceClients } from './service-clients';
import { topicCommands } from './topic-commands';
import { wardenCommands } from './warden-commands';

const commands: Commands<DependencySteps> = {
  ...logBucketCommands,
  ...keyCommands,
  ...logGroupCommands,
  ...topicCommands,
  ...membershipCommands,
  ...guardRailCommands,
  ...wardenCommands,
};

/**
 * A person, or another look of ours, was faster: what the step is for is so already. Whether all is
 * as it must be, the look that follows says.
 */
const ALREADY: ReadonlySet<string> = new Set([
  'AccountAlreadyRegisteredException',
  'BucketAlreadyOwnedByYou',
  'DuplicatePolicyAttachmentException',
  'PolicyTypeAlreadyEnabledException',
]);

/** Makes the one call a step stands for. Never throws: an obstacle is an answer. */
export async function takeDependencyStep(
  { call, input }: DependencyStep,
  clients: ServiceClients,
): Promise<{ readonly obstacle?: Obstacle }> {
  try {
    await commands[call](clients, input);
    return {};
  } catch (error) {
    const obstacle = classify(error, call);
    return ALREADY.has(obstacle.code) ? {} : { obstacle };
  }
}
