import { hooks } from '../../sandbox';
import type { Local } from './local';

/** From now on every function, or each of the named ones, starts in an environment that remembers nothing. */
export function startCold({ sandbox: { world } }: Local, named = ''): void {
  for (const [arn, each] of hooks.lambda.state(world).functions) {
    if (arn.endsWith(named)) hooks.lambda.retireEnvironments(world, each);
  }
}

/** An environment that worked a record drops its copies. */
export const RESPONDER = ':function:trailwarden-responder';
