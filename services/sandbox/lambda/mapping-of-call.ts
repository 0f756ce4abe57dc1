import type { Call } from '../core/call';
import type { World } from '../core/world';
import type { ConditionContext } from '../iam/condition-context';
import type { EventSourceMapping } from './event-source-mapping';
import { refuse } from './refusals';
import { lambdaOf } from './state';

export function mappingArn({ accountId, region, input }: Call): string {
  return `arn:aws:lambda:${region}:${accountId}:event-source-mapping:${String(input.UUID)}`;
}

/** Only the caller's own, in its Region. */
export function mappingOfCall(call: Call, world: World): EventSourceMapping {
  const found = knownMapping(call, world);
  if (found) return found;
  throw refuse.notFound('The resource you requested does not exist.');
}

export function mappingConditions(call: Call, world: World): ConditionContext {
  return { 'lambda:FunctionArn': knownMapping(call, world)?.functionArn };
}

export function isOwnMapping({ accountId, region }: Call, mapping: EventSourceMapping): boolean {
  return mapping.functionArn.startsWith(`arn:aws:lambda:${region}:${accountId}:`);
}

function knownMapping(call: Call, world: World): EventSourceMapping | undefined {
  const found = lambdaOf(world).mappings.get(String(call.input.UUID));
  return found && isOwnMapping(call, found) ? found : undefined;
}
