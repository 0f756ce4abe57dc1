import type { Finding } from '../domain/finding';
import type { SubjectMemory } from '../domain/memory';
import type { Runbook } from '../domain/runbook';
import { same } from '../domain/same';
import { ALL_MANAGEMENT } from '../domain/selectors';
import { type EventSignal, succeeded } from '../domain/signal';
import type { Step } from '../domain/step';
import type { Subject, SubjectKind } from '../domain/subject';
import { suspected } from '../tampering/catalogue';
import { runbooks } from './runbooks/catalogue';

interface Told {
  readonly subject: Subject;
  readonly memory: SubjectMemory | undefined;
  readonly events: readonly EventSignal[];
  readonly now: string;
}

/**
 * Does another one stand where the baseline's stood? Either we made it and have not finished, or an event tells of a
 * deletion and the attacker made it again before we looked. Then it has to be all that its baseline says. A
 * deletion from long before the last look at it was dealt with by that look.
 */
export function isRemade({ subject, memory, events, now }: Told): boolean {
  if (memory?.owedSince !== undefined) return true;
  const deletions = finishing(subject.kind).flatMap(({ undoes }) => undoes);
  return events.some(
    (event) =>
      succeeded(event) &&
      suspected(event.evidence).some(({ id }) => deletions.includes(id)) &&
      (!memory?.episode || Date.parse(now) - Date.parse(event.eventTime) < DEALT_WITH_MS),
  );
}

const DEALT_WITH_MS = 3_600_000;

/** Is this the step after which everything else is owed? */
export const makesAnew = ({ call }: Step, { kind }: Subject): boolean =>
  /:Create[A-Z]/.test(call) && finishing(kind).length > 0;

/** Was it made anew by this call, within the last minute? */
export const isMaking = (event: EventSignal, { kind }: Subject, now: string): boolean =>
  succeeded(event) &&
  /^Create[A-Z]/.test(event.evidence.eventName) &&
  finishing(kind).length > 0 &&
  Date.parse(now) - Date.parse(event.eventTime) < MAKING_MS;

const MAKING_MS = 60_000;

const finishing = <K extends SubjectKind>(kind: K): readonly Runbook<K>[] =>
  (runbooks[kind] as readonly Runbook<K>[]).filter(({ finish }) => finish);

/**
 * Does it only lack what the baseline has there: because we are not done yet with one that was made anew, or AWS
 * refused a part of it? An attacker who puts another value there leaves that value.
 */
export const isLacking = ({ part, healed, window }: Finding, is: object, must: object): boolean =>
  !healed &&
  !window &&
  part.split(', ').every((path) =>
    path === 'selectors'
      ? same(at(is, path), ALL_MANAGEMENT) // a trail gets all of its own in one call, and has AWS's until then
      : path === VALIDATION || lacksAt(path.split('.'), is, must),
  );

/** The one setting that AWS turns off where we leave it out. */
const VALIDATION = 'settings.logFileValidationEnabled';

/** As far as the path leads in the baseline: a part may go on with names that are not in the state. */
function lacksAt([name = '', ...rest]: readonly string[], is: unknown, must: unknown): boolean {
  const next = at(must, name);
  return next === undefined ? lacks(is, must) : lacksAt(rest, at(is, name), next);
}

const at = (state: unknown, name: string): unknown =>
  typeof state === 'object' && state !== null && Object.hasOwn(state, name)
    ? (state as Readonly<Record<string, unknown>>)[name]
    : undefined;

/** What several calls put back may be there in part. A value that is off was turned off. */
function lacks(is: unknown, must: unknown): boolean {
  if (is === undefined || is === null || is === '' || is === must) return true;
  if (Array.isArray(is)) {
    return Array.isArray(must) && is.every((one) => must.some((other) => same(one, other)));
  }
  return (
    typeof is === 'object' &&
    typeof must === 'object' &&
    Object.entries(is).every(([name, value]) => lacks(value, at(must, name)))
  );
}

/** What one that was made anew still lacks, although no technique may miss it; nothing when it is whole. */
export function unfinished(
  { id }: Pick<Subject, 'id'>,
  [technique]: readonly string[],
  owed: readonly Step[],
): Finding | undefined {
  if (owed.length === 0 || technique === undefined) return undefined;
  const calls = [...new Set(owed.map(({ call }) => call))].join(', ');
  return {
    technique,
    part: 'all of it',
    expected: 'as it was before it was deleted',
    actual: `without ${calls}`,
    sentence: `${id} was deleted; it is there again, and ${calls} is still owed to it.`,
    healed: false,
  };
}
