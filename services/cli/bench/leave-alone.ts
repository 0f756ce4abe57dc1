import { hooks } from '../../sandbox';
import type { Local } from '../local/local';

/** From now on the table's stream is not followed: neither notifier nor investigator hears of an incident. Nor are `also`. */
export function leaveAlone({ sandbox }: Local, also?: 'queue'): void {
  for (const mapping of hooks.lambda.state(sandbox.world).mappings.values()) {
    if (mapping.kind !== 'stream' && mapping.kind !== also) continue;
    mapping.enabled = false;
    mapping.stop();
  }
}
