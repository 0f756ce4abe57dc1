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
 * A person, or another look of ours, was faster: the step's effect is there already. The look that follows says
 * whether all is as it must be.
 */
const ALREADY: ReadonlySet<string> = new Set([
  'AccountAlreadyRegisteredException',
  'BucketAlreadyOwnedByYou',
  'DuplicatePolicyAttachmentException',
  'PolicyTypeAlreadyEnabledException',
]);

/** Makes the one call of a step. Never throws: an obstacle is an answer. */
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
