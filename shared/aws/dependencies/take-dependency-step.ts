import type { Obstacle } from '../../domain/obstacle';
import type { DependencyStep } from '../../domain/step';
import { classify } from '../classify';
import { dependencyCommands } from './commands';
import type { ServiceClients } from './service-clients';

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
    await dependencyCommands[call](clients, input);
    return {};
  } catch (error) {
    const obstacle = classify(error, call);
    return ALREADY.has(obstacle.code) ? {} : { obstacle };
  }
}
