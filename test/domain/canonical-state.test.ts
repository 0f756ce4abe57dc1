import { expect, test } from '@jest/globals';
import type { Baseline } from '../../shared/domain/baseline';
import type { StateBySubject, SubjectKind } from '../../shared/domain/subject';
import { decide } from '../../shared/restore/decide';
import { differences } from '../../shared/restore/differences';
import { at } from '../builders/at';
import { aJudge } from '../builders/bucket/a-bucket';
import { exampleBaselines } from '../builders/example-baselines';

/** Laid out anew, in another order: as a person or a tool writes the same document. */
const rewritten = (text: string): string => {
  if (!/^\{".*\}$/s.test(text)) return text;
  return JSON.stringify(reversed(JSON.parse(text)), null, 3);
};

const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed); // in some documents the order of a list counts
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, reversed(inner)] as const);
  return Object.fromEntries(entries.toReversed());
};

const rewrittenIn = (value: unknown): unknown => {
  if (typeof value === 'string') return rewritten(value);
  if (Array.isArray(value)) return value.map(rewrittenIn);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, rewrittenIn(one)]));
};

test.each(
  Object.values(exampleBaselines)
    .flat()
    .map((baseline): [SubjectKind, Baseline] => [baseline.subject.kind, baseline]),
)(
  '%s: a document that is only written in another way is no difference, and is compliant',
  (kind, baseline) => {
    const state = rewrittenIn(baseline.state) as StateBySubject[SubjectKind];
    expect(differences(kind, baseline.state, state)).toEqual([]);
    const { subject } = baseline;
    const observation = { kind: 'present', subject, observedAt: at(60), state } as const;
    const why = { exemptions: [], events: [], now: at(60), judge: aJudge() };
    expect(decide({ observation, memory: { baseline }, ...why })).toEqual({ kind: 'compliant' });
  },
);
