import { expect, test } from '@jest/globals';
import type { Observation } from '../../shared/domain/observation';
import type { TakenStep } from '../../shared/domain/restoration';
import type { TrailState } from '../../shared/domain/trail';
import { decide } from '../../shared/restore/decide';
import {
  findingsAmong,
  type Look,
  outcomeOf,
  reasonToComeAgain,
  windowsOf,
} from '../../shared/restore/outcome';
import { aBaseline } from '../builders/a-baseline';
import { aMemory, anUnreachableMemory } from '../builders/a-memory';
import {
  aRestartedTrailState,
  aStoppedTrailState,
  aTrailState,
  fromStatus,
} from '../builders/a-trail-state';
import { anUnreachable, aPresent, aThrottle } from '../builders/an-observation';
import { at } from '../builders/at';

/** A look as reconcile takes it, at a trail that must log. */
function lookAt(observation: Observation<'trail'>): Look {
  const memory = { baseline: aBaseline() };
  const decision = decide({ observation, memory, exemptions: [], events: [], now: at(0) });
  return { observation, decision };
}

const looked = (state: TrailState): Look => lookAt(aPresent({ state }));
const whole = looked(aTrailState());
const stopped = looked(aStoppedTrailState());
const restarted = looked(aRestartedTrailState());
const unreachable = lookAt(anUnreachable(aThrottle()));

/** A StartLogging of ours that was answered at this second. */
const step = (seconds: number, different: Partial<TakenStep> = {}): TakenStep => ({
  step: {
    call: 'cloudtrail:StartLogging',
    accountId: '111122223333',
    region: 'us-east-1',
    on: 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main',
    input: { Name: 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main' },
  },
  as: 'reflex',
  sentAt: at(seconds - 1),
  answeredAt: at(seconds),
  ...different,
});

test.each([
  ['nothing was wrong and nothing was done', 'unchanged', whole, whole, []],
  ['a reflex met a trail that was never stopped', 'unchanged', whole, whole, [step(30)]],
  ['our step is read back', 'restored', stopped, restarted, [step(30)]],
  ['the reflex was faster than the first look', 'restored', restarted, restarted, [step(30)]],
  ['someone else started it minutes before us', 'unchanged', restarted, restarted, [step(300)]],
  ['AWS took no step and someone else helped', 'unchanged', stopped, restarted, [refused()]],
  ['a step was accepted and it is stopped again', 'failed', stopped, stopped, [step(30)]],
  ['no step was accepted', 'failed', stopped, stopped, [refused()]],
  ['it cannot be read', 'escalated', unreachable, unreachable, []],
  ['what was done cannot be read back', 'escalated', stopped, unreachable, [step(30)]],
] as const)('when %s, the outcome is %s', (_, outcome, first, last, taken) => {
  expect(outcomeOf(first, last, taken)).toBe(outcome);
});

function refused(): TakenStep {
  return step(30, { obstacle: aThrottle() });
}

test('the findings of all looks count, each technique once, as the last look saw it', () => {
  const tagless = aStoppedTrailState();
  const first = looked({ ...tagless, tags: {} });
  expect(findingsAmong([first, restarted])).toMatchObject([
    { technique: 'stop-logging', healed: true },
    { technique: 'change-tags', healed: false },
  ]);
  expect(findingsAmong([whole, whole])).toEqual([]);
});

test('the window of a restored trail is that of its status', () => {
  expect(windowsOf([stopped, restarted], [step(30)])).toEqual([
    { from: fromStatus(0), to: fromStatus(30) },
  ]);
});

test('the window of a trail that is still stopped has no end', () => {
  expect(windowsOf([stopped, stopped], [step(30)])).toEqual([{ from: fromStatus(0) }]);
});

test('when the status has no start, the window ends when our step was answered', () => {
  expect(windowsOf([stopped, whole], [step(30)])).toEqual([
    { from: fromStatus(0), to: { at: at(30), source: 'clock' } },
  ]);
});

test('a window ends with the first start after it, even if our own step was answered long after that', () => {
  const status = { startedAt: fromStatus(16), stoppedAt: fromStatus(15) };
  expect(windowsOf([stopped, looked(aTrailState({ status }))], [step(30)])).toEqual([
    { from: fromStatus(0), to: fromStatus(16) },
    { from: fromStatus(15), to: fromStatus(16) },
  ]);
});

test('a step that AWS refused ends no window', () => {
  expect(windowsOf([stopped, unreachable], [refused()])).toEqual([{ from: fromStatus(0) }]);
});

test('a trail that was never stopped has no window', () => {
  expect(windowsOf([whole, whole], [])).toEqual([]);
});

test.each([
  ['it is as it must be', whole, aMemory(), [], undefined],
  ['it was restored', restarted, aMemory(), [step(30)], undefined],
  [
    'it could not be read',
    unreachable,
    aMemory(),
    [],
    'cloudtrail:StartLogging was throttled (ThrottlingException)',
  ],
  [
    'a step was refused',
    stopped,
    aMemory(),
    [step(30, { obstacle: aThrottle() })],
    'cloudtrail:StartLogging was throttled (ThrottlingException)',
  ],
  [
    'it is stopped again',
    stopped,
    aMemory(),
    [step(30)],
    'It was tampered with again while being restored',
  ],
  [
    'the table did not answer',
    whole,
    anUnreachableMemory(),
    [],
    'dynamodb:Query was not answered (TimeoutError)',
  ],
] as const)('the reason to repeat the signal when %s', (_, last, memory, taken, why) => {
  expect(reasonToComeAgain(last, memory, taken)).toBe(why);
});
