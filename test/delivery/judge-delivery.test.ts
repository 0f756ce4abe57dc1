import { expect, test } from '@jest/globals';
import type { TrailSettings, TrailStatus } from '../../shared/domain/trail';
import { isTrouble, judgeDelivery } from '../../shared/watch/delivery/judge-delivery';
import { aTrailState } from '../builders/a-trail-state';
import { at } from '../builders/at';

const MINUTE = 60;
const thresholds = { lateAfterMs: 90 * MINUTE * 1_000, digestLateAfterMs: 180 * MINUTE * 1_000 };

/** So many minutes before the look, which is at second 0. */
const ago = (minutes: number): string => at(-minutes * MINUTE);

const fine: Partial<TrailStatus> = {
  latestDeliveryAt: ago(4),
  digests: { at: ago(50) },
  logs: { at: ago(4) },
  notifications: { at: ago(4) },
};

const judged = (
  status: Partial<TrailStatus>,
  { since = ago(24 * 60), ...settings }: Partial<TrailSettings> & { readonly since?: string } = {},
) => {
  const state = aTrailState({ status: { ...fine, ...status }, settings });
  return judgeDelivery(state, { now: at(0), since, thresholds });
};

const kinds = (verdicts: ReturnType<typeof judged>): Record<string, string> =>
  Object.fromEntries(Object.entries(verdicts).map(([way, { kind }]) => [way, kind]));

test('a trail whose files, digests, events and notifications arrive is proven in all four', () => {
  expect(kinds(judged({}))).toEqual({
    files: 'proven',
    digests: 'proven',
    logs: 'proven',
    notifications: 'proven',
  });
});

test('a trail that delivers more often than required is proven too', () => {
  const { files } = judged({ latestDeliveryAt: at(0) });
  expect(files).toEqual({ kind: 'proven' });
});

test('a lasting error is failing, with AWS’s name for it', () => {
  const { files } = judged({ latestDeliveryAt: ago(16), latestDeliveryError: 'NoSuchBucket' });
  expect(files).toEqual({ kind: 'failing', error: 'NoSuchBucket', lastAt: ago(16) });
});

test('an error that a retry may clear leaves the delivery open, neither failing nor proven', () => {
  const { files } = judged({ latestDeliveryAt: ago(14), latestDeliveryError: 'AccessDenied' });
  expect(files).toEqual({ kind: 'open' });
});

test('an error on a trail that never delivered is failing', () => {
  const { latestDeliveryAt, ...status } = fine;
  const state = aTrailState({ status: { ...status, latestDeliveryError: 'AccessDenied' } });
  const { files } = judgeDelivery(state, { now: at(0), since: ago(20), thresholds });
  expect(files).toEqual({ kind: 'failing', error: 'AccessDenied' });
});

test('silence of files and of digests is late, also without an error', () => {
  const { files, digests } = judged({ latestDeliveryAt: ago(181), digests: { at: ago(181) } });
  expect(files).toEqual({ kind: 'late', lastAt: ago(181) });
  expect(digests).toEqual({ kind: 'open' }); // one cause, told once
});

test('an idle trail with fresh digests is not late', () => {
  expect(judged({ latestDeliveryAt: ago(7 * 24 * 60) }).files).toEqual({ kind: 'proven' });
});

test('an idle trail without validation is late after the threshold, not before', () => {
  const plain = { logFileValidationEnabled: false };
  expect(judged({ latestDeliveryAt: ago(90) }, plain).files.kind).toBe('proven');
  expect(judged({ latestDeliveryAt: ago(91) }, plain)).toMatchObject({
    files: { kind: 'late' },
    digests: { kind: 'unused' },
  });
});

test('digests that stop while files come are late on their own', () => {
  expect(judged({ digests: { at: ago(181) } })).toMatchObject({
    files: { kind: 'proven' },
    digests: { kind: 'late', lastAt: ago(181) },
  });
});

test('refused digests are failing once the next one is due', () => {
  const refused = (minutes: number) =>
    judged({ digests: { at: ago(minutes), error: 'AccessDenied' } }).digests.kind;
  expect([refused(70), refused(76)]).toEqual(['open', 'failing']);
});

test.each(['logs', 'notifications'] as const)(
  '%s are late when they lag behind the files, never by the clock',
  (way) => {
    const quiet = { latestDeliveryAt: ago(600), digests: { at: ago(5) } };
    expect(judged({ ...quiet, [way]: { at: ago(610) } })[way]).toEqual({ kind: 'proven' });
    expect(judged({ [way]: { at: ago(95) } })[way]).toEqual({ kind: 'late', lastAt: ago(95) });
  },
);

test.each(['logs', 'notifications'] as const)('%s that are refused are failing', (way) => {
  const refused = { at: ago(20), error: 'NotFound' };
  expect(judged({ [way]: refused })[way]).toMatchObject({ kind: 'failing', error: 'NotFound' });
});

test('a trail that was just started, captured or put back may be silent', () => {
  const silent = { latestDeliveryAt: ago(900), digests: { at: ago(900) } };
  const verdicts = judged({ ...silent, logs: { at: ago(980) } }, { since: ago(10) });
  expect(Object.values(verdicts).filter(isTrouble)).toEqual([]);
  expect(verdicts.files.kind).toBe('open');
});

test('a status without any time does not count as delivering', () => {
  const { startedAt, ...status } = aTrailState().status;
  const state = { ...aTrailState(), status };
  expect(judgeDelivery(state, { now: at(0), thresholds }).files).toEqual({ kind: 'late' });
});

test('a stopped trail is judged by its own technique only', () => {
  const { files, logs } = judged({ isLogging: false, latestDeliveryAt: ago(900) });
  expect([files.kind, logs.kind]).toEqual(['open', 'open']);
});
