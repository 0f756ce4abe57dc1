import { exemptionInForce } from '../domain/exemption';
import type { Memory, SubjectMemory } from '../domain/memory';
import type { Obstacle } from '../domain/obstacle';
import type { Runbook } from '../domain/runbook';
import type { EventSignal, Signal } from '../domain/signal';
import type { Step } from '../domain/step';
import {
  type PartBySubject,
  type Parts,
  type Subject,
  type SubjectKind,
  subjectKey,
} from '../domain/subject';
import { suspected, techniques } from '../tampering/catalogue';
import { runbooks } from './runbooks/catalogue';

/**
 * The one step that may leave before anything is read: a baseline says what must be, no planned change is
 * declared, and an event says it was just undone. Nothing when any of the three is missing.
 */
export function reflexFor(
  subject: Subject,
  events: readonly EventSignal[],
  memory: Memory,
  now: string,
): Step | undefined {
  const key = subjectKey(subject);
  if (memory.kind !== 'known' || exemptionInForce(memory.exemptions, key, now)) return undefined;
  const baseline = memory.subjects[key]?.baseline;
  if (!baseline || baseline.retired) return undefined;
  // An account's word counts for its own subjects only; anyone else's is a reason to look first.
  const own = events.filter((event) => event.accountId === subject.accountId);
  const remedies: readonly Runbook[] = runbooks[subject.kind];
  for (const runbook of remedies) {
    for (const event of own) {
      const step = runbook.reflex?.(event, baseline);
      if (step) return step;
    }
  }
  return undefined;
}

/**
 * What a look has to read beyond the cheap parts. Every read is a record in the member's trail and a tenth of a
 * second of its quota, so an event makes us read only what its techniques judge. A check reads everything, and so
 * does a first sight, which may become the baseline. While an incident is not whole every look reads everything:
 * otherwise a look that never read the damage would end it.
 */
export function partsToRead(
  subject: Subject,
  signals: readonly Signal[],
  memory: SubjectMemory | undefined,
): Parts {
  const all = techniques[subject.kind];
  const light = LIGHT[subject.kind];
  const everything =
    needsAll(memory) || signals.some((one) => one.kind === 'check' && !(one.isLight && light));
  const inQuestion = everything
    ? all
    : all.filter((technique) =>
        signals.some(
          (signal) => signal.kind === 'event' && suspected(signal.evidence).includes(technique),
        ),
      );
  const parts = inQuestion.flatMap(({ parts }) => parts);
  return withoutUnkept(
    new Set([...parts, ...(signals.some(isLight) ? (light ?? []) : [])]),
    memory,
  );
}

/** What a light look reads of a subject beyond the cheap parts; of every other kind it reads everything. */
const LIGHT: { readonly [K in SubjectKind]?: readonly PartBySubject[K][] } = {
  trail: ['selectors'],
  warden: ['targets'],
};

/** Nothing is known of it that a look at a part could be compared with, or something is wrong with it. */
const needsAll = (memory: SubjectMemory | undefined): boolean =>
  !(memory?.baseline ?? memory?.seen) ||
  memory.seen?.betweenSince !== undefined ||
  memory.owedSince !== undefined ||
  /open|escalated/.test(memory.episode?.state ?? '');

/** Of a place that only such signals ask for, not everything is read. */
export const isLight = (signal: Signal): boolean =>
  signal.kind === 'check' && signal.isLight === true;

/**
 * Roles and queues of ours are most of what is read, and what is done to the forwarder is noticed by what it no longer
 * forwards (docs/decisions/0042-light-looks.md).
 */
export function isLeftToADeepLook(
  subject: Subject,
  signals: readonly Signal[],
  memory: Memory | undefined,
): boolean {
  if (subject.kind !== 'warden' || !signals.every(isLight) || memory?.kind !== 'known')
    return false;
  return (
    !/:rule\/|:event-bus\//.test(subject.id) && !needsAll(memory.subjects[subjectKey(subject)])
  );
}

/**
 * A baseline from before the text of boundaries was read holds none, so no text is judged. Its account may have an
 * older stack, whose roles may not read the text.
 */
export function withoutUnkept(parts: Parts, memory: SubjectMemory | undefined): Parts {
  const state = memory?.baseline?.state;
  if (!state || 'boundaryText' in state) return parts;
  return new Set([...parts].filter((part) => part !== 'boundaryText'));
}

/**
 * What is there and what ought to be there: a deleted trail is on the second list only. When the
 * first could not be read, the second is still looked at, and `missed` says that it was not all.
 */
export function subjectsToLookAt({
  region,
  memory,
  listed = [],
  guarded = [],
  missed,
}: {
  readonly region: string;
  readonly memory?: Memory;
  readonly listed?: readonly Subject[];
  /** What is guarded here besides trails: there or not, it is to be there. */
  readonly guarded?: readonly Subject[];
  readonly missed?: Obstacle;
}): { readonly subjects: readonly Subject[]; readonly missed?: Obstacle } {
  const remembered =
    memory?.kind === 'known'
      ? Object.values(memory.subjects).flatMap(
          ({ baseline, seen }) => baseline?.subject ?? seen?.subject ?? [],
        )
      : [];
  const bySubject = new Map<string, Subject>();
  for (const subject of [
    ...listed,
    ...guarded,
    ...remembered.filter((known) => known.region === region),
  ]) {
    bySubject.set(subjectKey(subject), subject);
  }
  return { subjects: [...bySubject.values()], ...(missed && { missed }) };
}

/** Every trail of an account that is to be there. */
export const trailsIn = ({ subjects }: Extract<Memory, { kind: 'known' }>): readonly Subject[] =>
  Object.values(subjects)
    .flatMap(({ baseline }) => baseline?.subject ?? [])
    .filter(({ kind }) => kind === 'trail');
