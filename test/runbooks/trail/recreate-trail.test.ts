import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isTrailStep } from '../../../shared/domain/step';
import type { TrailState } from '../../../shared/domain/trail';
import { recreateTrail } from '../../../shared/restore/runbooks/trail/recreate-trail';
import { aBaseline } from '../../builders/a-baseline';
import { aFinding } from '../../builders/a-finding';
import { aTrail } from '../../builders/a-trail';
import {
  aggregating,
  aPlainTrailState,
  aStoppedTrailState,
  aTrailState,
} from '../../builders/a-trail-state';
import { aBasicSelector, basic } from '../../builders/selectors';
import { afterStep } from '../../core/after-step';
import { anyState } from '../../core/arbitraries';
import { aStep } from './a-step';

const found = aFinding('delete-trail');
const again = (state: TrailState) => recreateTrail.steps([found], aBaseline({ state }));

test('recreate-trail: a trail that others made again is not made', () => {
  const healed = aFinding('delete-trail', { healed: true });
  expect(recreateTrail.steps([healed], aBaseline())).toEqual([]);
});

test('recreate-trail: everything of the baseline in this order: the trail, logging, selectors, steps that may fail', () => {
  expect(again(aTrailState())).toEqual([
    aStep('cloudtrail:CreateTrail', {
      Name: 'main',
      S3BucketName: 'trail-logs-444455556666',
      S3KeyPrefix: 'organization',
      SnsTopicName: 'arn:aws:sns:us-east-1:444455556666:trail-files',
      KmsKeyId: 'arn:aws:kms:us-east-1:444455556666:key/0a1b2c3d-1111-4222-8333-444455556666',
      CloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:trail:*',
      CloudWatchLogsRoleArn: 'arn:aws:iam::111122223333:role/CloudTrail_CloudWatchLogs',
      IncludeGlobalServiceEvents: true,
      IsMultiRegionTrail: true,
      IsOrganizationTrail: false,
      EnableLogFileValidation: true,
      TagsList: [
        { Key: 'guarded-by', Value: 'trailwarden' },
        { Key: 'owner', Value: 'security' },
      ],
    }),
    aStep('cloudtrail:StartLogging', { Name: aTrail().id }),
    aStep('cloudtrail:PutEventSelectors', {
      TrailName: aTrail().id,
      EventSelectors: [aBasicSelector()],
    }),
    aStep('cloudtrail:PutInsightSelectors', {
      TrailName: aTrail().id,
      InsightSelectors: [
        { InsightType: 'ApiCallRateInsight' },
        { InsightType: 'ApiErrorRateInsight' },
      ],
    }),
    aStep('cloudtrail:PutEventConfiguration', {
      TrailName: aTrail().id,
      AggregationConfigurations: [
        { EventCategory: 'Data', Templates: ['API_ACTIVITY', 'RESOURCE_ACCESS'] },
      ],
    }),
  ]);
});

test('recreate-trail: no field is sent that the trail never had, not even an empty one', () => {
  const [create, ...others] = again(aPlainTrailState());
  expect(create?.input).toEqual({
    Name: 'main',
    S3BucketName: 'trail-logs-444455556666',
    IncludeGlobalServiceEvents: true,
    IsMultiRegionTrail: true,
    IsOrganizationTrail: false,
    EnableLogFileValidation: true,
  });
  expect(others.map(({ call }) => call)).toEqual([
    'cloudtrail:StartLogging',
    'cloudtrail:PutEventSelectors',
  ]);
});

test('recreate-trail: every part of any baseline is set', () => {
  fc.assert(
    fc.property(anyState, ({ status, ...must }) => {
      const steps = again({ ...must, status });
      const { status: _, ...made } = steps.filter(isTrailStep).reduce(afterStep, aTrailState());
      expect(made).toEqual({ ...NOTHING, ...must });
      const starts = steps.filter(({ call }) => call === 'cloudtrail:StartLogging');
      expect(starts.length).toBe(status.isLogging ? 1 : 0);
    }),
  );
});

/** The parts of a new trail for which the baseline has no value. */
const NOTHING = {
  selectors: aPlainTrailState().selectors,
  insights: [],
  tags: {},
  eventConfiguration: aggregating(),
};

test('recreate-trail: a trail that need not log is not started', () => {
  expect(again(aStoppedTrailState()).map(({ call }) => call)).not.toContain(
    'cloudtrail:StartLogging',
  );
});

test('recreate-trail: no findings make no steps', () => {
  expect(recreateTrail.steps([], aBaseline())).toEqual([]);
});

test('recreate-trail: a finding that comes twice makes the same steps', () => {
  expect(recreateTrail.steps([found, found], aBaseline())).toEqual(again(aTrailState()));
});

test('recreate-trail: a new trail that records more than its baseline is not narrowed', () => {
  const must = aBaseline();
  const state = aTrailState();
  expect(recreateTrail.finish?.(state, must)).toEqual([]);
  const wider = { ...state, selectors: basic({ ReadWriteType: 'All' }, { ReadWriteType: 'All' }) };
  const owed = recreateTrail.finish?.({ ...wider, insights: [] }, must);
  expect(owed?.map(({ call }) => call)).toEqual(['cloudtrail:PutInsightSelectors']); // written otherwise, and the same
  const { selectors: _, insights: __, ...unread } = state;
  expect(recreateTrail.finish?.(unread, must)).toEqual([]);
});
