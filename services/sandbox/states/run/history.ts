import type { World } from '../../core/service';
import type { Execution } from '../state';
import type { Way } from './way';

/** AWS ends an execution with this event. */
export const LONGEST_HISTORY = 25_000;

type Details = Readonly<Record<string, unknown>>;

/** Writes an event behind the last one of this way, and gives its id. */
export function tell(way: Way, type: string, details: Details = {}): number {
  const { execution, world } = way.run;
  way.lastEventId = write(world, execution, { type, details, after: way.lastEventId });
  return way.lastEventId;
}

interface NewEvent {
  readonly type: string;
  readonly details: Details;
  /** The id of the event that it follows. */
  readonly after: number;
}

/** Gives the id of the event. */
export function write(world: World, { history }: Execution, { type, details, after }: NewEvent) {
  const id = history.length + 1;
  const event = { id, previousEventId: after, timestamp: world.now(), type };
  history.push(
    Object.keys(details).length === 0
      ? event
      : Object.assign(event, { [`${detailsOf(type)}EventDetails`]: details }),
  );
  return id;
}

/** `TaskStateEntered` → `stateEntered`, `TaskFailed` → `taskFailed`. */
function detailsOf(type: string): string {
  const shared = /State(?:Entered|Exited)$/.exec(type)?.[0] ?? type;
  return shared.charAt(0).toLowerCase() + shared.slice(1);
}

/** JSON as the history has it, under a name and with its details: `input`, `inputDetails`. */
export const shown = (name: 'input' | 'output', value: unknown): Details => ({
  [name]: JSON.stringify(value),
  [`${name}Details`]: { truncated: false },
});
