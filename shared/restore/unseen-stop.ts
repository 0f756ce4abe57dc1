import { clockTime, firstSince, startOf } from '../domain/blind-window';
import type { Finding } from '../domain/finding';
import type { SubjectMemory } from '../domain/memory';
import type { Observation } from '../domain/observation';
import type { TakenStep } from '../domain/restoration';
import { type EventSignal, succeeded } from '../domain/signal';
import type { Subject } from '../domain/subject';
import { accountedUntil } from './accounted-until';

interface Sent {
  readonly subject: Subject;
  readonly events: readonly EventSignal[];
  readonly memory: SubjectMemory | undefined;
  readonly sent: readonly TakenStep[];
  readonly observation: Observation;
}

/**
 * The stop that an event tells of and our reflex answered, where no look shows it: the status may be read late, or
 * an attacker made it look dealt with. That we wrote something is reason enough to tell of it. Nothing where the
 * stop is accounted for, or AWS did not take the step. The call may have hit a trail that was stopped already. Then
 * the trail was dark until it was started, and not until AWS took a step of ours that had to wait.
 */
export function unseenStop({
  subject,
  events,
  memory = {},
  sent,
  observation,
}: Sent): Finding | undefined {
  const step = sent.find(({ as, obstacle }) => as === 'reflex' && !obstacle);
  const known = Date.parse(accountedUntil(memory));
  const stop = events
    .filter((event) => event.evidence.eventName === 'StopLogging' && succeeded(event))
    .filter(
      ({ accountId, eventTime }) =>
        accountId === subject.accountId && !(Date.parse(eventTime) <= known),
    )
    .toSorted((one, other) => one.eventTime.localeCompare(other.eventTime))[0];
  if (!step || !stop) return undefined;
  const name = subject.id.split('/').at(-1);
  const answered = clockTime(step.answeredAt);
  return {
    technique: 'stop-logging',
    part: 'status.isLogging',
    expected: 'logging',
    actual: `was stopped at ${stop.eventTime}, as its event says`,
    sentence: `Trail ${name} was stopped and is logging again.`,
    healed: true,
    window: {
      from: { at: stop.eventTime, source: 'event' },
      to: firstSince(stop.eventTime, [answered, startOf(observation)]) ?? answered,
    },
  };
}
