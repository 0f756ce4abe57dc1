import { type CloudTrailClient, StartLoggingCommand } from '@aws-sdk/client-cloudtrail';
import type { Obstacle } from '../domain/obstacle';
import type { Step } from '../domain/step';
import { classify } from './classify';

/** Makes the one call a step stands for. Never throws: an obstacle is an answer. */
export async function takeStep(
  step: Step,
  client: CloudTrailClient,
): Promise<{ readonly obstacle?: Obstacle }> {
  try {
    await send(step, client);
    return {};
  } catch (error) {
    return { obstacle: classify(error, step.call) };
  }
}

function send(step: Step, client: CloudTrailClient): Promise<unknown> {
  switch (step.call) {
    case 'cloudtrail:StartLogging':
      return client.send(new StartLoggingCommand(step.input));
  }
}
