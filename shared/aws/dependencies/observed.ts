import type { Observation } from '../../domain/observation';
import type { StateBySubject, Subject, SubjectKind } from '../../domain/subject';
import { classify } from '../classify';

/** Reads that are under way at the same time: the subject itself, and the parts that cost reads of their own. */
interface Reads<K extends SubjectKind> {
  /** Nothing when AWS says that it does not exist. */
  readonly itself: Promise<StateBySubject[K] | undefined>;
  readonly parts: Promise<Partial<StateBySubject[K]>>;
}

/** Never throws. The parts of a missing subject fail in their own ways: `itself` says whether it is missing. */
export async function observed<K extends SubjectKind>(
  subject: Subject<K>,
  reads: Reads<K>,
  now: () => Date,
): Promise<Observation<K>> {
  const [itself, parts] = await Promise.allSettled([reads.itself, reads.parts]);
  const observedAt = now().toISOString();
  if (itself.status === 'fulfilled' && !itself.value) {
    return { kind: 'absent', subject, observedAt };
  }
  if (itself.status === 'fulfilled' && itself.value && parts.status === 'fulfilled') {
    return { kind: 'present', subject, observedAt, state: { ...itself.value, ...parts.value } };
  }
  const failed = [itself, parts].find((read) => read.status === 'rejected');
  return { kind: 'unreachable', subject, observedAt, why: classify(failed?.reason) };
}

/** The same for one read. `isGone` tells the errors with which AWS says that it does not exist. */
export async function observedAs<K extends SubjectKind>(
  subject: Subject<K>,
  read: () => Promise<StateBySubject[K] | undefined>,
  { isGone = () => false, now }: { isGone?: (error: unknown) => boolean; now: () => Date },
): Promise<Observation<K>> {
  const itself = (async () => read())().catch((error: unknown) => {
    if (isGone(error)) return undefined;
    throw error;
  });
  return observed(subject, { itself, parts: Promise.resolve({}) }, now);
}
