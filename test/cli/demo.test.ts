import { afterEach, expect, jest, test } from '@jest/globals';
import { tell } from '../../services/cli/demo/run-demo';
import type { Incident } from '../../shared/domain/incident';
import { fullIncident } from '../builders/a-full-incident';
import { aTrail } from '../builders/a-trail';
import { anIncident } from '../builders/an-incident';

afterEach(() => {
  jest.restoreAllMocks();
});

/** The story of an incident, on one line. */
function told(incident: Incident): string {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const measured = { signalToRestoredMs: 67, recordToRestoredMs: 40, callsBefore: [] };
  const seen = { incidents: 1, isBack: true, isComplete: true, noticedBy: 'event' } as const;
  const report = { technique: 'stop-logging', subject: aTrail(), incident };
  tell({ ...report, ...seen, measured }, 20);
  const lines = write.mock.calls.map(([line]) => String(line));
  write.mockRestore();
  return lines.join('').replaceAll(/\s+/g, ' ');
}

test('each duration of the demo has its two moments and the clock they are from', () => {
  const text = told(anIncident());
  expect(text).toContain("blind 2 min 5 s from the stop to the start, by CloudTrail's clock");
  expect(text).toContain(
    '67 ms from the signal in the queue to StartLogging answered, at 20 ms a call; calls before it: none',
  );
  expect(text).toContain(
    '"tampered" is CloudTrail\'s, cut to the second; the others are our clock',
  );
  expect(text).toContain('"restored" is when every setting had been read back');
});

test('the demo says which name is the person and which the session', () => {
  expect(told(fullIncident())).toContain(
    'mallory is only the name of the session, which the caller chose; alice@example.com is the person at the start of the chain',
  );
  expect(told(anIncident())).not.toContain('name of the session');
});
