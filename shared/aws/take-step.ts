import {
  AddTagsCommand,
  type CloudTrailClient,
  CreateTrailCommand,
  PutEventConfigurationCommand,
  PutEventSelectorsCommand,
  PutInsightSelectorsCommand,
  StartLoggingCommand,
  UpdateTrailCommand,
} from '@aws-sdk/client-cloudtrail';
import type { Obstacle } from '../domain/obstacle';
import type { TrailStep } from '../domain/step';
import { classify } from './classify';
import { mutable } from './mutable';

/** Makes the one call of a step. Never throws: an obstacle is an answer. */
export async function takeStep(
  step: TrailStep,
  client: CloudTrailClient,
): Promise<{ readonly obstacle?: Obstacle }> {
  try {
    await send(step, client);
    return {};
  } catch (error) {
    return { obstacle: classify(error, step.call) };
  }
}

function send(step: TrailStep, client: CloudTrailClient): Promise<unknown> {
  switch (step.call) {
    case 'cloudtrail:StartLogging':
      return client.send(new StartLoggingCommand(step.input));
    case 'cloudtrail:CreateTrail':
      return client.send(new CreateTrailCommand(mutable(step.input)));
    case 'cloudtrail:UpdateTrail':
      return client.send(new UpdateTrailCommand(step.input));
    case 'cloudtrail:PutEventSelectors':
      return client.send(new PutEventSelectorsCommand(mutable(step.input)));
    case 'cloudtrail:PutInsightSelectors':
      return client.send(
        new PutInsightSelectorsCommand(mutable(step.input) as PutInsightSelectorsCommand['input']),
      );
    case 'cloudtrail:PutEventConfiguration':
      return client.send(
        new PutEventConfigurationCommand(
          mutable(step.input) as PutEventConfigurationCommand['input'],
        ),
      );
    case 'cloudtrail:AddTags':
      return client.send(new AddTagsCommand(mutable(step.input)));
  }
}
