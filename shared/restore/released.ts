import type { Baseline } from '../domain/baseline';
import { canonicalState } from '../domain/canonical-state';
import type { Decision } from '../domain/decision';
import type { SeenPart, SubjectMemory } from '../domain/memory';
import type { Observation } from '../domain/observation';
import { partOf, type Release } from '../domain/release';
import type { Subject } from '../domain/subject';
import { type WardenState, wardenParts } from '../domain/warden';
import type { Situation } from './decide';
import { between, differences } from './released/between';
import { type Has, seenAs, waitFor, wasWhole } from './released/seen';

export interface Looked {
  readonly observation: Observation<'warden'>;
  readonly memory: SubjectMemory | undefined;
  readonly release: Release;
  readonly now: string;
  /** What would be done if this were its baseline, and no one had touched it. */
  readonly judge: (situation: Situation<'warden'>) => Decision;
}

/** How a part of ours is judged by the release. */
export interface Released {
  /** With the version as its baseline that is to be put back. */
  readonly memory: SubjectMemory;
  /** What is decided about it; absent: what its baseline says. */
  readonly decision?: Decision;
  /** It is what one of the versions says. */
  readonly isRight?: true;
  /** What is to be remembered of it from now on; absent: nothing new. */
  readonly seen?: SeenPart;
}

/**
 * What a part of ours must be, by the release; nothing for a part that is not of our templates, such as a trail's role.
 * Pure.
 *
 *   a right version        → fine
 *   not there, never seen  → fine     its account has yet to get it
 *   not there in a version → fine     while that one is right as well
 *   between two of them    → wait     every piece of it is as one of them says, whoever wrote it
 *   anything else          → the nearest version is put back
 */
export function released(looked: Looked): Released | undefined {
  const { observation, release } = looked;
  const memory = looked.memory ?? {};
  const { subject } = observation;
  if (memory.baseline?.retired) return undefined;
  const right = release.right.map((version) => ({ version, state: partOf(version, subject) }));
  const there = right.flatMap(({ version, state }) => (state ? [{ version, state }] : []));
  const without = { ...withoutBaseline(memory), isReleased: true as const };
  const [newest] = there;
  if (!newest) return isNamedAsOurs(subject) ? { memory: without, decision: FINE } : undefined;

  const isSeen = memory.baseline !== undefined || wasWhole(memory.seen);
  const as = ({ version, state }: Has) => {
    const one = { version, state: asMade(state, observation) };
    return { ...without, baseline: baselineOf(subject, one, release) };
  };
  const known = there.find(({ version }) => version.digest === memory.seen?.digest) ?? newest;
  if (observation.kind === 'unreachable') return { memory: isSeen ? as(known) : without };
  if (observation.kind === 'absent') {
    if (!looked.memory) return undefined; // whether it was ever seen is not known
    const mayBeAbsent = !isSeen || there.length < right.length;
    return mayBeAbsent ? { memory: without, decision: FINE } : { memory: as(known) };
  }

  const { state } = observation;
  const isRight = (must: WardenState) => isFine({ ...looked, must });
  const had = there.find((one) => isRight(one.state));
  if (had) {
    const isBehind = had.version !== release.right[0];
    const isWhole = wardenParts.every((part) => !(part in had.state) || part in state);
    const now = { subject, memory, there, isBehind, at: observation.observedAt };
    const seen = isWhole ? seenAs(had, now) : undefined;
    return { memory: as(had), isRight: true, ...(seen && { seen }) };
  }
  const must = between(
    canonicalOf(state),
    there.map((one) => canonicalOf(one.state)),
    !isSeen,
  );
  if ((there.length > 1 || !isSeen) && isRight(must)) {
    const waiting = waitFor({ now: looked.now, subject }, memory, known);
    if (waiting) return { memory: as(known), ...waiting };
  }
  const [nearest = newest] = there
    .map((one) => ({ ...one, far: differences(canonicalOf(state), canonicalOf(one.state)) }))
    .toSorted((one, other) => one.far - other.far);
  return { memory: as(nearest) };
}

const FINE: Decision = { kind: 'compliant' };

const canonicalOf = (state: WardenState): WardenState => canonicalState('warden', state);

/** The roles with which trails write to their log groups are the organization's, and have baselines. */
const isNamedAsOurs = ({ id }: Subject): boolean =>
  /^arn:[a-z-]+:(events:.*[:/]|sqs:.*:|iam::\d+:role\/)trailwarden(-[^/:]*)?$/.test(id);

function withoutBaseline({ baseline: _, mac: __, illegible: ___, ...memory }: SubjectMemory) {
  return memory;
}

function isFine({ observation, judge, must, now }: Looked & { readonly must: WardenState }) {
  const { subject } = observation;
  const baseline: Baseline<'warden'> = {
    ...{ subject, version: 1, state: asMade(must, observation) },
    ...{ capturedAt: now, capturedBy: 'trailwarden', why: 'a release' },
  };
  const memory = { baseline };
  return judge({ observation, memory, exemptions: [], events: [], now }).kind === 'compliant';
}

/** Only AWS knows the URL of a queue, and how long a message may be in one that it makes. */
export function asMade(must: WardenState, seen: Observation<'warden'>): WardenState {
  if (must.kind !== 'queue') return must;
  const { MaximumMessageSize: _, ...attributes } = must.attributes;
  if (seen.kind === 'absent') return { ...must, attributes };
  const isQueue = seen.kind === 'present' && seen.state.kind === 'queue';
  return isQueue ? { ...must, url: seen.state.url } : must;
}

function baselineOf(
  subject: Subject<'warden'>,
  { version, state }: Has,
  { sequence, since, by }: Release,
): Baseline<'warden'> {
  const why = `version ${version.version} of Trailwarden`;
  return { subject, version: sequence, state, capturedAt: since, capturedBy: by, why };
}
