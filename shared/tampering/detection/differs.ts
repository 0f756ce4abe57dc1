import type { Finding } from '../../domain/finding';
import type { StateBySubject, Subject, SubjectKind } from '../../domain/subject';
import type { Technique } from '../../domain/technique';

/** A finding, but for what the detection says once. */
export type Found = Omit<Finding, 'technique' | 'healed' | 'window'>;

/** The detection that compares what stands there with the baseline. Where nothing stands, another technique finds it. */
export const differs =
  <K extends SubjectKind>(
    technique: string,
    compare: (
      must: StateBySubject[K],
      is: StateBySubject[K],
      subject: Subject<K>,
    ) => Found | undefined,
  ): Technique<K>['detect'] =>
  (observation, { baseline }) => {
    if (observation.kind === 'absent') return undefined;
    const found = compare(baseline.state, observation.state, baseline.subject);
    return found && findingOf(technique, found);
  };

/** The detection of what is gone. */
export const isGone =
  <K extends SubjectKind>(
    technique: string,
    tell: (must: StateBySubject[K], subject: Subject<K>) => Found,
  ): Technique<K>['detect'] =>
  (observation, { baseline }) =>
    observation.kind === 'absent'
      ? findingOf(technique, tell(baseline.state, baseline.subject))
      : undefined;

/** A finding that is not over. */
export const findingOf = (
  technique: string,
  { part, expected, actual, sentence, ...rest }: Found,
) => ({
  ...{ technique, part, expected, actual, sentence },
  healed: false,
  ...rest,
});
