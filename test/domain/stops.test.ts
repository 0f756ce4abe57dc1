import { expect, test } from '@jest/globals';
import type { Incident, TimelineEntry } from '../../shared/domain/incident';
import { stopsIn } from '../../shared/domain/stops';
import { headlineOf } from '../../shared/tampering/guidance/headline';
import { whoText } from '../../shared/tell/report/who-text';
import { anIncident } from '../builders/an-incident';

const BOB = 'arn:aws:iam::111122223333:user/bob';
const ADMIN = 'arn:aws:iam::111122223333:user/admin';

const called = (who: string, at: string, name = 'StopLogging'): TimelineEntry => ({
  ...{ at: `2026-11-21T20:49:${at}Z`, kind: 'tampered' },
  text: `${name} by ${who} from 203.0.113.7`,
});

const dark = (from: string, to: string): Incident['windows'][number] => ({
  from: { at: `2026-11-21T20:49:${from}Z`, source: 'GetTrailStatus' },
  to: { at: `2026-11-21T20:49:${to}Z`, source: 'GetTrailStatus' },
});

const by = (who: string, second: string): NonNullable<Incident['evidence']> => ({
  ...{ eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging' },
  eventTime: `2026-11-21T20:49:${second}Z`,
  actor: { type: 'IAMUser', principal: who, chain: [who] },
});

const stopped = (different: Partial<Incident>) =>
  anIncident({ events: different.timeline?.length ?? 1, ...different });

test('a stop of a stopped trail changed nothing, and is no second stop', () => {
  const incident = stopped({
    timeline: [called(BOB, '06.000'), called(ADMIN, '07.000'), called(ADMIN, '08.000')],
    windows: [dark('06.023', '10.200')],
    evidence: by(BOB, '06.000'),
  });
  expect(stopsIn(incident)).toEqual({ began: 1, idle: 2 });
  expect(headlineOf(incident)).toBe(
    'Trail main was stopped (and 2 calls that changed nothing); it is back.',
  );
  expect(whoText(incident)).not.toContain(ADMIN);
});

test('of several stops in one second one began the dark time, and every caller is named', () => {
  const incident = stopped({
    timeline: [called(BOB, '06.000'), called(ADMIN, '06.000'), called(ADMIN, '06.000')],
    windows: [dark('06.023', '06.534')],
    evidence: by(BOB, '06.000'),
  });
  expect(stopsIn(incident)).toEqual({ began: 1, idle: 2 });
  expect(whoText(incident)).toMatch(new RegExp(`^${BOB};.*; or ${ADMIN}: they called the same`));
});

test('in one second as many stops count as dark times began in it', () => {
  const timeline = [called(BOB, '06.000'), called(BOB, '06.000')];
  const windows = [dark('06.023', '06.300'), dark('06.500', '06.900')];
  const incident = stopped({ timeline, windows });
  expect(headlineOf(incident)).toBe('Trail main was stopped twice; it is back.');
});

test('a stop that no dark time explains is counted, because its effect is unknown', () => {
  const timeline = [called(BOB, '06.000'), called(BOB, '12.000')];
  expect(stopsIn({ timeline, windows: [dark('06.023', '06.300')] }).began).toBe(2);
  expect(stopsIn({ timeline, windows: [] }).began).toBe(2);
  // It was started between two calls of the second: the first may have been a stop as well.
  const step = { at: '2026-11-21T20:49:06.300Z', kind: 'step', text: 'StartLogging' } as const;
  const twice = [called(BOB, '06.000'), step, called(BOB, '06.000')];
  expect(stopsIn({ timeline: twice, windows: [dark('06.500', '06.900')] }).began).toBe(2);
});

test('a stop in a later second of a dark time changed nothing', () => {
  const timeline = [called(BOB, '06.000'), called(ADMIN, '08.000')];
  const blindSince = '2026-11-21T20:49:06.023Z';
  expect(stopsIn({ timeline, windows: [], blindSince })).toEqual({ began: 1, idle: 1 });
});

test('a caller after the dark time began is not named as its beginner, who is told as unknown', () => {
  const incident = stopped({
    timeline: [called(ADMIN, '08.000')],
    windows: [dark('06.023', '10.200')],
    evidence: by(ADMIN, '08.000'),
  });
  expect(whoText(incident)).toMatch(/^not known who began it: /);
  expect(whoText({ ...incident, windows: [dark('08.023', '10.200')] })).toMatch(
    new RegExp(`^${ADMIN};`),
  );
});
