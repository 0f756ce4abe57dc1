import type { Sighting } from '../../../shared/replay/report';
import { allTechniques } from '../../../shared/tampering/catalogue';
import { rows } from '../../../shared/tampering/records/catalogue';
import { callOf } from '../../../shared/tampering/records/rows-of';
import { findReported } from '../../../shared/tampering/reported/catalogue';

type Called = Pick<Sighting, 'row' | 'eventSource' | 'eventName'>;
type Events = Readonly<Record<string, readonly string[]>>;

/** `cloudtrail.amazonaws.com StopLogging` */
export const callsOf = (events: Events): readonly string[] =>
  Object.entries(events).flatMap(([source, names]) => names.map((name) => `${source} ${name}`));

const isNotForwarded = (row: string, call: string): boolean =>
  Object.hasOwn(findReported(row)?.notForwarded ?? {}, call);

/** What the deployed rules forward: the calls of techniques, and of rows that are told. Tests compare them with the templates. */
const heard: ReadonlySet<string> = new Set([
  ...allTechniques.flatMap(({ events }) => callsOf(events)),
  ...rows
    .filter(({ id }) => findReported(id))
    .flatMap(({ id, events }) => callsOf(events).filter((call) => !isNotForwarded(id, call))),
  // Beside PutRetentionPolicy, and never tampering: entries are kept for longer without it.
  'logs.amazonaws.com DeleteRetentionPolicy',
]);

/** No deployed rule forwards such a call: a running warden hears nothing of it, and a replay tells it all the same. */
export function isUnheard({ row, eventSource, eventName }: Called): boolean {
  const call = `${eventSource} ${callOf({ eventSource, eventName })}`;
  return isNotForwarded(row, call) || !heard.has(call);
}
