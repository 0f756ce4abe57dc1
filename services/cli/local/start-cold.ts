import { retireEnvironments } from '../../sandbox/lambda/retire-environments';
import { lambdaOf } from '../../sandbox/lambda/state';
import type { Local } from './local';

/** The next work of every function, or of those named so, meets an environment that remembers nothing. */
export function startCold({ sandbox: { world } }: Local, named = ''): void {
  for (const [arn, each] of lambdaOf(world).functions) {
    if (arn.endsWith(named)) retireEnvironments(world, each);
  }
}

/** An environment that worked a record drops its copies. */
export const RESPONDER = ':function:trailwarden-responder';
