import { hooks } from '../../sandbox';
import type { Local } from '../local/local';

/** From now on the table's stream is not followed: neither notifier nor investigator hears of an incident. */
export function leaveAlone({ sandbox }: Local): void {
  for (const mapping of hooks.lambda.state(sandbox.world).mappings.values()) {
    if (mapping.kind !== 'stream') continue;
    mapping.enabled = false;
    mapping.stop();
  }
}
