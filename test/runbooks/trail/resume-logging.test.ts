import { expect, test } from '@jest/globals';
import type { Finding } from '../../../shared/domain/finding';
import { resumeLogging } from '../../../shared/restore/runbooks/trail/resume-logging';
import { aBaseline } from '../../builders/a-baseline';
import { anEvent } from '../../builders/a-signal';
import { aTrail } from '../../builders/a-trail';
import { aStoppedTrailState } from '../../builders/a-trail-state';

const stopped: Finding = {
  technique: 'stop-logging',
  part: 'status.isLogging',
  expected: 'logging',
  actual: 'stopped',
  sentence: 'Trail main is stopped.',
  healed: false,
};

const startLogging = {
  call: 'cloudtrail:StartLogging',
  accountId: '111122223333',
  region: 'us-east-1',
  on: aTrail().id,
  input: { Name: 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main' },
};

test('resume-logging: a stopped trail is started by its ARN, in its own account and Region', () => {
  expect(resumeLogging.steps([stopped], aBaseline())).toEqual([startLogging]);
});

test('resume-logging: no findings make no steps', () => {
  expect(resumeLogging.steps([], aBaseline())).toEqual([]);
});

test('resume-logging: a trail that someone started again is left alone', () => {
  expect(resumeLogging.steps([{ ...stopped, healed: true }], aBaseline())).toEqual([]);
});

test('resume-logging: several findings make one step, every time', () => {
  const steps = resumeLogging.steps([stopped, stopped], aBaseline());
  expect(steps).toEqual([startLogging]);
  expect(resumeLogging.steps([stopped, stopped], aBaseline())).toEqual(steps);
});

test('resume-logging: a trail of another Region is started there', () => {
  const subject = aTrail({ region: 'eu-west-1' });
  expect(resumeLogging.steps([stopped], aBaseline({ subject }))).toMatchObject([
    { region: 'eu-west-1', input: { Name: subject.id } },
  ]);
});

test('resume-logging: a successful StopLogging is a reason to start at once', () => {
  expect(resumeLogging.reflex?.(anEvent(), aBaseline())).toEqual(startLogging);
});

test.each([
  ['a StopLogging that was refused', anEvent({ evidence: { errorCode: 'AccessDenied' } })],
  ['an UpdateTrail', anEvent({ evidence: { eventName: 'UpdateTrail' } })],
  ['the StartLogging that follows', anEvent({ evidence: { eventName: 'StartLogging' } })],
])('resume-logging: %s is a reason to look first', (_, event) => {
  expect(resumeLogging.reflex?.(event, aBaseline())).toBeUndefined();
});

test('resume-logging: a trail that need not log is not started', () => {
  const baseline = aBaseline({ state: aStoppedTrailState() });
  expect(resumeLogging.reflex?.(anEvent(), baseline)).toBeUndefined();
});
