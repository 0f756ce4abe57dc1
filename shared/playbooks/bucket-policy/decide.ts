import type { Answer } from '../../domain/acknowledgement';
import type { Verdict } from './fault';
import { judgeBucketPolicy, type PolicyChange } from './judge';
import { type Opinion, type Opinions, secondOpinion } from './opinions';
import { type PutBack, putBack } from './put-back';

/** What a run does about a change. */
export type Course =
  | 'restore' // it is there and must not be: put it back first, then ask
  | 'ask' // it was put back already: ask whether it was planned
  | 'ask-first' // it is weaker or wider: ask before anything is put back
  | 'record'; // it was planned, or nothing is at fault: write it down

export interface Facts {
  /** What was there and what is there. */
  readonly change: PolicyChange;
  /** What the change wrote, undefined where it deleted the policy; absent where that is not known. */
  readonly wanted?: { readonly policy: string | undefined };
  readonly opinions: Opinions;
  /** Absent where nothing says that it was planned. */
  readonly planned?: Planned;
  /** An answer of this incident has exempted it, so that what was wanted may be there. */
  readonly isAnswered: boolean;
  /** What the incident was opened for. */
  readonly told?: Pick<Opinion, 'verdict' | 'sentence'>;
}

/** Why a change counts as planned. */
export interface Planned {
  readonly why: string;
  /** An exemption covers all. A tag and a role are in the hands of the one who changes the bucket, and open it to no stranger. */
  readonly covers: 'all' | 'weaker';
}

export interface Decision {
  readonly course: Course;
  /** Of what is there, or of the change where that was put back. */
  readonly verdict: Verdict;
  readonly sentence: string;
  readonly disagreements: readonly string[];
}

const URGENT: readonly Verdict[] = ['public', 'outside-organization', 'lock-out'];
const WEAKER: readonly Verdict[] = [
  'weaker-transport',
  'weaker-encryption',
  'may-lock-out',
  'wider',
];

/** Pure: the same facts give the same course, however often the state is done. */
export function decide({ change, wanted, opinions, planned, isAnswered, told }: Facts): Decision {
  const there = secondOpinion(change, opinions);
  const made: Opinion = wanted
    ? { ...judgeBucketPolicy({ ...change, now: wanted.policy }), disagreements: [] }
    : there;
  const is = (some: readonly Verdict[], { verdict }: Opinion) => some.includes(verdict);
  // Event history is minutes late: until it tells what the change wrote, the incident tells what it was.
  const was = wanted ? undefined : told;
  const isUrgentThen = was !== undefined && URGENT.includes(was.verdict);
  const isUrgent = is(URGENT, there) || is(URGENT, made) || isUrgentThen;
  const isPlanned = planned && (planned.covers === 'all' || !isUrgent);
  const course = (course: Course, { verdict, sentence, disagreements }: Opinion): Decision => ({
    ...{ course, verdict, disagreements },
    sentence: isPlanned && course === 'record' ? `${sentence} ${planned?.why}` : sentence,
  });
  const worse = is(URGENT, there) || is(WEAKER, there) ? there : made;
  if (isPlanned) return course('record', worse);
  if (isAnswered) return course(is(WEAKER, made) ? 'ask-first' : 'ask', worse);
  if (is(URGENT, there)) return course('restore', there);
  if (is(WEAKER, there)) return course('ask-first', there);
  if (is(URGENT, made)) return course('ask', made);
  if (was) return course(isUrgentThen ? 'ask' : 'ask-first', { ...there, ...was });
  return course('record', is(WEAKER, made) ? made : there);
}

/** Is the policy that is there at fault, whatever else is known? */
export const isThereAtFault = ({ change, opinions }: Pick<Facts, 'change' | 'opinions'>): boolean =>
  [...URGENT, ...WEAKER].includes(secondOpinion(change, opinions).verdict);

/**
 * What to write. Where AWS alone calls the policy public, no single statement is at fault, so all of the change goes; where
 * what was there is not known either, nothing can be written.
 */
export function restoration(
  facts: Pick<Facts, 'change' | 'opinions'>,
  wider: 'stays' | 'goes',
): PutBack {
  const { change, opinions } = facts;
  const written = putBack(change, wider);
  const { verdict } = secondOpinion(change, opinions);
  if (written.kind !== 'leave' || verdict !== 'public' || change.before === null) return written;
  return change.before === undefined ? { kind: 'delete' } : { kind: 'put', policy: change.before };
}

/** Do two policies mean the same? AWS reads them back in its own spelling. Undefined stands for no policy. */
export const meansSame = (
  change: Pick<PolicyChange, 'bucket' | 'organization'>,
  one: string | undefined,
  other: string | undefined,
): boolean =>
  one === other || judgeBucketPolicy({ ...change, before: one, now: other }).verdict === 'same';

/** What is done after the question. */
export type Then =
  | 'apply' // what was wanted, under an exemption with an end
  | 'put-back' // all of the change goes
  | 'keep'; // as it is now

/** `unanswered` where the deadline passed. */
export function afterAnswer(
  course: Course,
  answer: Answer | 'unanswered',
  byDefault: 'keep' | 'put-back',
): Then {
  if (answer === 'planned') return 'apply';
  if (course !== 'ask-first') return 'keep';
  if (answer === 'not-me') return 'put-back';
  return answer === 'unanswered' && byDefault === 'put-back' ? 'put-back' : 'keep';
}
