import type { Call } from '../core/call';
import { Refusal } from '../core/refusal';
import type { World } from '../core/world';
import { findSecret, type Secret } from './state';

export function secretOfCall(world: World, call: Call): Secret {
  const found = findSecret(world, call, String(call.input.SecretId));
  if (found) return found;
  throw new Refusal(
    'ResourceNotFoundException',
    "Secrets Manager can't find the specified secret.",
  );
}

/** A secret that is not there is asked under its name. */
export function secretArnOfCall(call: Call, world: World): string {
  const { accountId, region, input } = call;
  const id = String(input.SecretId ?? input.Name);
  const own = `arn:aws:secretsmanager:${region}:${accountId}:secret:${id}`;
  return findSecret(world, call, id)?.arn ?? (id.startsWith('arn:') ? id : own);
}
