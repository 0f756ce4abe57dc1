import { durationText } from '../../../shared/domain/duration-text';
import type { Pulse } from '../../../shared/watch/heartbeat/pulse-of';
import type { BeatingState } from '../../../shared/watch/heartbeat/with-pulses';
import { print } from '../terminal/print';
import { accountOfPlace } from './account-of-place';
import { pulseText } from './pulse-text';

const LISTED = 20;

/** How the beats of all places stand, and, a line each, those that need a person. */
export function printPulses(places: readonly BeatingState[], now: Date): void {
  const beating = places.flatMap(({ heartbeat }) => heartbeat ?? []);
  if (beating.length === 0) return;
  print(`Heartbeats: ${sums(beating)}.`);
  const wrong = places.filter(({ heartbeat }) => heartbeat && WRONG.has(heartbeat.kind));
  for (const place of wrong.slice(0, LISTED)) {
    const { region, heartbeat } = place;
    if (heartbeat) print(`${accountOfPlace(place)} ${region}: ${pulseText(heartbeat, now)}`);
  }
  if (wrong.length > LISTED) print(`… and ${wrong.length - LISTED} more; --json has all of them.`);
}

const WRONG: ReadonlySet<Pulse['kind']> = new Set(['silent', 'unsent']);

function sums(pulses: readonly Pulse[]): string {
  const latencies = pulses.flatMap((pulse) => (pulse.kind === 'heard' ? pulse.latencyMs : []));
  const count = (kind: Pulse['kind']) => pulses.filter((pulse) => pulse.kind === kind).length;
  const parts = [
    [count('heard'), `heard${half(latencies)}`],
    [count('silent'), 'silent'],
    [count('unsent'), 'not sent'],
    [count('none'), 'not yet'],
  ] as const;
  return parts
    .filter(([number]) => number > 0)
    .map(([number, what]) => `${number} ${what}`)
    .join(', ');
}

function half(latencies: readonly number[]): string {
  const median = latencies.toSorted((one, other) => one - other)[Math.floor(latencies.length / 2)];
  return median === undefined ? '' : ` (half of them within ${durationText(median)})`;
}
