import type { Baseline } from '../domain/baseline';
import type { Observation } from '../domain/observation';
import { allParts } from '../domain/parts';
import type { PartBySubject, SubjectKind } from '../domain/subject';
import { differences } from './differences';

/**
 * The fields in which a subject differs from its baseline and which no step puts back, because no difference is
 * weaker: a longer retention, a lifecycle that is gone. Ask it only of a look that leaves nothing to do. Parts that
 * were not read are no difference.
 */
export function leftAlone(observation: Observation, baseline: Baseline): readonly string[] {
  if (observation.kind !== 'present') return [];
  const { subject, state } = observation;
  const unread = [...allParts(subject.kind)].filter((part) => !isIn(state, part));
  const read = Object.entries(baseline.state).filter(([part]) => !unread.includes(part as Part));
  const found = differences(subject.kind, Object.fromEntries(read) as typeof state, state);
  return [...new Set(found.map(({ field }) => field))];
}

type Part = PartBySubject[SubjectKind];

const isIn = (state: object, part: string): boolean =>
  (state as Readonly<Record<string, unknown>>)[part] !== undefined;

/** The sentence for people about such differences. */
export const describeLeft = (fields: readonly string[]): string =>
  `it differs in ${listed(fields)}, and nothing of that is weaker: it is left as it is until a person puts it back or accepts it (trailwarden baseline diff, baseline accept)`;

const listed = (fields: readonly string[]): string =>
  fields.length > MOST
    ? `${fields.slice(0, MOST).join(', ')} and ${fields.length - MOST} more`
    : fields.join(', ');

const MOST = 8;
