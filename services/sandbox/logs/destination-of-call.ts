import type { Call } from '../core/call';
import type { Action } from '../core/service';
import type { World } from '../core/world';
import { requiredText } from './input';
import { refuse } from './refusals';
import type { Destination } from './state';

export const onDestination = {
  resource: destinationArnOfCall,
} as const satisfies Pick<Action, 'resource'>;

export function destinationArnOfCall({ region, accountId, input }: Call): string {
  return `arn:aws:logs:${region}:${accountId}:destination:${requiredText(input, 'destinationName')}`;
}

export function destinationOfCall(call: Call, world: World): Destination {
  const found = world.logs.destinations.get(destinationArnOfCall(call));
  if (found === undefined) throw refuse.destinationNotFound();
  return found;
}

export function renderDestination({ accountId: _owner, tags: _tags, ...shown }: Destination) {
  return shown;
}
