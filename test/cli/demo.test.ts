import { afterEach, expect, jest, test } from '@jest/globals';
import { tell } from '../../services/cli/run-demo';
import { aTrail } from '../builders/a-trail';
import { anIncident } from '../builders/an-incident';

afterEach(() => {
  jest.restoreAllMocks();
});

test('each duration of the demo says from which moment to which it is, and by whose clock', () => {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const measured = { signalToRestoredMs: 67, recordToRestoredMs: 40, callsBefore: [] };
  const seen = { incidents: 1, isBack: true, isComplete: true, noticedBy: 'event' } as const;
  const report = { technique: 'stop-logging', subject: aTrail(), incident: anIncident() };
  tell({ ...report, ...seen, measured }, 20);
  const text = write.mock.calls
    .map(([line]) => String(line))
    .join('')
    .replaceAll(/\s+/g, ' ');
  expect(text).toContain("blind 2 min 5 s from the stop to the start, by CloudTrail's clock");
  expect(text).toContain(
    '67 ms from the signal in the queue to StartLogging answered, at 20 ms a call; calls before it: none',
  );
  expect(text).toContain(
    '"tampered" is CloudTrail\'s, cut to the second; the others are our clock',
  );
  expect(text).toContain('"restored" is when every setting had been read back');
});
