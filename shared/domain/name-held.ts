import type { Baseline } from './baseline';
import type { Memory, SubjectMemory } from './memory';
import { isSeenOf, type Observation } from './observation';
import { describeObstacle } from './obstacle';
import { type Parts, type Subject, subjectKey } from './subject';
import type { TrailState } from './trail';

type Known = Extract<Memory, { kind: 'known' }>;

/**
 * Why a trail must not become a baseline now, even if it is fit; or, where it has a baseline, why it is not made
 * again yet. AWS has five places for trails in a Region, and each name once. A trail that is made while a guarded
 * one is gone may hold its place, and the warden would then put that trail back for ever.
 */
export async function heldBack(
  observation: Observation,
  memory: Memory,
  observe: (subject: Subject, parts: Parts) => Promise<Observation>,
): Promise<string | undefined> {
  if (memory.kind !== 'known' || observation.kind === 'unreachable') return undefined;
  const name = nameHeldBy(observation, memory);
  if (name) return name;
  const own = memory.subjects[subjectKey(observation.subject)]?.baseline;
  const before = rivals(observation, memory).filter((one) => !own || isBefore(one, own));
  const seen = await Promise.all(
    before.map(({ baseline }) => observe(baseline.subject, new Set())),
  );
  const gone = seen.find(({ kind }) => kind === 'absent');
  if (own) {
    return (
      gone &&
      `It is not made again yet: ${gone.subject.id} was guarded before it and is gone as well, so that one gets the next place of the five that a Region has.`
    );
  }
  if (gone) {
    const { id, region } = observation.subject;
    return `${gone.subject.id} is guarded and gone, and what is made meanwhile may have its place; once that one is back or retired, this one becomes a baseline. If it has the place, delete it (aws cloudtrail delete-trail --region ${region} --name ${id})`;
  }
  const unread = seen.find(({ kind }) => kind === 'unreachable');
  return unread?.kind === 'unreachable'
    ? `whether ${unread.subject.id}, which has one, is still there could not be read: ${describeObstacle(unread.why)}`
    : undefined;
}

interface Guarded {
  readonly baseline: Baseline;
  readonly memory: SubjectMemory;
}

const guardedTrails = ({ subjects }: Known): readonly Guarded[] =>
  Object.values(subjects).flatMap((memory) => {
    const { baseline } = memory;
    return baseline && !baseline.retired && baseline.subject.kind === 'trail'
      ? { baseline, memory }
      : [];
  });

/** The other guarded trails that share the places of a Region with this one. */
function rivals(observation: Observation, memory: Known): readonly Guarded[] {
  const { subject } = observation;
  const own = memory.subjects[subjectKey(subject)]?.baseline?.state as TrailState | undefined;
  const isSeen = isSeenOf(observation, 'trail') && observation.kind === 'present';
  const state = isSeen ? observation.state : own;
  const isWide = state !== undefined && isEverywhere(state);
  return guardedTrails(memory).filter(
    ({ baseline: { subject: other, state: must } }) =>
      other.id !== subject.id &&
      (other.region === subject.region || isWide || isEverywhere(must as TrailState)),
  );
}

/** Only one that no look is known to have put back: a trail need not wait for an answer about any other. */
const isBefore = ({ baseline, memory }: Guarded, own: Baseline): boolean =>
  memory.episode?.state === 'escalated' && baseline.capturedAt < own.capturedAt;

/**
 * Why a trail must not become a baseline, even if it is fit: it has the name of one that is guarded in another
 * Region. A multi-Region trail is seen in every Region, and keeps the other from being made there again.
 */
export function nameHeldBy(observation: Observation, memory: Memory): string | undefined {
  if (memory.kind !== 'known' || observation.kind !== 'present' || !isSeenOf(observation, 'trail'))
    return undefined;
  const { subject, state } = observation;
  const held = guardedTrails(memory)
    .map(({ baseline }) => baseline)
    .find(
      (other) =>
        other.subject.region !== subject.region &&
        nameOf(other.subject.id) === nameOf(subject.id) &&
        (isEverywhere(state) || isEverywhere(other.state as TrailState)),
    );
  return (
    held &&
    `it has the name of ${held.subject.id}, which has one, and AWS takes only one of them; delete it (aws cloudtrail delete-trail --region ${subject.region} --name ${subject.id})`
  );
}

const isEverywhere = ({ settings }: TrailState): boolean => settings.isMultiRegionTrail;

/** Of one account, because a memory is of one account. */
const nameOf = (arn: string): string => arn.slice(arn.indexOf(':trail/'));
