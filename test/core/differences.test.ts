import { expect, test } from '@jest/globals';
import { fingerprint } from '../../services/cli/baseline/baseline-look';
import type { TrailState } from '../../shared/domain/trail';
import { differences, fieldsOf } from '../../shared/restore/differences';
import { fromStatus } from '../builders/a-trail-state';

const state = (different: Partial<TrailState> = {}): TrailState => ({
  settings: {
    name: 'main',
    homeRegion: 'us-east-1',
    s3BucketName: 'trail-logs-444455556666',
    includeGlobalServiceEvents: true,
    isMultiRegionTrail: true,
    isOrganizationTrail: false,
    logFileValidationEnabled: true,
  },
  status: { isLogging: true, startedAt: fromStatus(0) },
  selectors: {
    kind: 'advanced',
    selectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }],
  },
  insights: ['ApiCallRateInsight'],
  tags: { owner: 'security' },
  ...different,
});

test('equal trails have no differences, even with other times of start', () => {
  const restarted = state({ status: { isLogging: true, startedAt: fromStatus(900) } });
  expect(differences('trail', state(), restarted)).toEqual([]);
  expect(fingerprint('trail', restarted)).toBe(fingerprint('trail', state()));
});

test('a changed setting is one line with both values', () => {
  const { settings } = state();
  const moved = state({ settings: { ...settings, s3BucketName: 'elsewhere', s3KeyPrefix: 'x' } });
  expect(differences('trail', state(), moved)).toEqual([
    { field: 'settings.s3BucketName', baseline: 'trail-logs-444455556666', now: 'elsewhere' },
    { field: 'settings.s3KeyPrefix', now: 'x' },
  ]);
  expect(fingerprint('trail', moved)).not.toBe(fingerprint('trail', state()));
});

test('a stopped trail without its tag and its insights has three differences', () => {
  const weaker = state({ status: { isLogging: false }, insights: [], tags: {} });
  expect(differences('trail', state(), weaker)).toEqual([
    { field: 'status.isLogging', baseline: 'true', now: 'false' },
    { field: 'insights', baseline: 'ApiCallRateInsight' },
    { field: 'tags.owner', baseline: 'security' },
  ]);
});

test('selectors are compared by the events they select, in words', () => {
  const narrowed = state({
    selectors: {
      kind: 'advanced',
      selectors: [
        {
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Management'] },
            { Field: 'readOnly', Equals: ['false'] },
          ],
        },
      ],
    },
  });
  expect(differences('trail', state(), narrowed)).toEqual([
    {
      field: 'selectors',
      baseline: 'all management events',
      now: expect.stringMatching(/^management events where readOnly/),
    },
  ]);
});

test('a renamed selector for the same events is a difference', () => {
  const renamed = state({
    selectors: {
      kind: 'advanced',
      selectors: [
        {
          Name: 'everything',
          FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }],
        },
      ],
    },
  });
  expect(differences('trail', state(), renamed)).toMatchObject([{ field: 'spelling' }]);
});

test('a trail that is gone, or that has no baseline, differs in every field', () => {
  expect(differences('trail', state(), undefined)).toHaveLength(fieldsOf('trail', state()).length);
  expect(differences('trail', undefined, state())).toHaveLength(fieldsOf('trail', state()).length);
});
