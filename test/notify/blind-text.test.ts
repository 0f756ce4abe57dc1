import { expect, test } from '@jest/globals';
import { blindTimes } from '../../shared/tell/notify/blind-text';
import { anIncident } from '../builders/an-incident';

const announced = (until: string) => [
  {
    ...{ id: 'ex-1', declaredAt: '2026-11-21T20:00:00.000Z', until },
    ...{ by: 'arn:aws:iam::111122223333:user/alice', why: 'CHG' },
  },
];

test('a blind time under an exemption is told apart from the rest', () => {
  // Blind from 20:49:50 to 20:51:55.
  expect(blindTimes(anIncident(), ' in 1 window')).toBe('2 min 5 s in 1 window');
  const over = anIncident({ announced: announced('2026-11-21T20:51:50.000Z') });
  expect(blindTimes(over, ' in 1 window')).toBe(
    '5.0 s in 1 window, and 2 min 0 s while the exemption ex-1 was in force',
  );
  const all = anIncident({ announced: announced('2026-11-21T21:00:00.000Z') });
  expect(blindTimes(all)).toBe('2 min 5 s while the exemption ex-1 was in force');
  const before = anIncident({ announced: announced('2026-11-21T20:10:00.000Z') });
  expect(blindTimes(before)).toBe('2 min 5 s');
});
