import { expect, test } from '@jest/globals';
import { claimedBeat, type Heartbeat } from '../../shared/domain/heartbeat';
import { pulseOf } from '../../shared/watch/heartbeat/pulse-of';
import { anEvent } from '../builders/a-signal';
import { aTrail } from '../builders/a-trail';
import { aDenial } from '../builders/an-observation';
import { at } from '../builders/at';

const place = { accountId: '111122223333', region: 'us-east-1' };
const pulse = (heartbeat: Partial<Heartbeat>, seconds = 3_600) =>
  pulseOf({ ...place, ...heartbeat }, new Date(at(seconds)));

test('a place that never beat, or whose first beat is on its way, has no pulse yet', () => {
  expect(pulseOf(undefined, new Date(at(0)))).toEqual({ kind: 'none' });
  expect(pulse({ sentAt: at(0), silentSince: at(0) }, 60)).toEqual({ kind: 'none' });
});

test('the pulse is that of the last heard beat while the next one is on its way', () => {
  const heard = { sentAt: at(3_590), silentSince: at(3_590), heardAt: at(4), latencyMs: 4_000 };
  expect(pulse(heard)).toEqual({ kind: 'heard', at: at(4), latencyMs: 4_000 });
});

test('a place is silent a quarter of an hour after its first unheard beat', () => {
  const sent = { sentAt: at(1_000), silentSince: at(0), heardAt: at(-5) };
  expect(pulse(sent, 15 * 60)).toMatchObject({ kind: 'heard' });
  expect(pulse(sent, 15 * 60 + 1)).toEqual({ kind: 'silent', since: at(0), heardAt: at(-5) });
});

test('a beat that could not be sent is told as unsent, not as silence', () => {
  const unsent = { sentAt: at(0), silentSince: at(0), unsent: aDenial(), unsentAt: at(3_000) };
  expect(pulse(unsent)).toEqual({ kind: 'unsent', at: at(3_000), why: aDenial() });
});

const beating = aTrail({ name: 'trailwarden-heartbeat.mi9z2k1c.00' });

test('only a call that AWS refused may be a beat', () => {
  const refused = anEvent({ evidence: { errorCode: 'ResourceNotFoundException' } });
  expect(claimedBeat(refused, [beating])).toMatchObject({
    name: 'trailwarden-heartbeat.mi9z2k1c.00',
  });
  expect(claimedBeat(anEvent(), [beating])).toBeUndefined();
  expect(claimedBeat(refused, [aTrail()])).toBeUndefined();
});
