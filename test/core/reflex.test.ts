import { expect, test } from '@jest/globals';
import { subjectKey } from '../../shared/domain/subject';
import { reflexFor } from '../../shared/restore/reflex';
import { aBaseline } from '../builders/a-baseline';
import { aMemory, anExemption, anUnreachableMemory } from '../builders/a-memory';
import { anEvent } from '../builders/a-signal';
import { aTrail } from '../builders/a-trail';
import { aStoppedTrailState } from '../builders/a-trail-state';
import { at } from '../builders/at';

const trail = aTrail();
const startLogging = {
  call: 'cloudtrail:StartLogging',
  accountId: trail.accountId,
  region: trail.region,
  on: trail.id,
  input: { Name: trail.id },
};

test('a stop of a trail that must log is answered before anything is read', () => {
  expect(reflexFor(trail, [anEvent()], aMemory(), at(1))).toEqual(startLogging);
});

test('a retired trail is not started', () => {
  const remembered = { baseline: { ...aBaseline(), retired: true } } as const;
  expect(reflexFor(trail, [anEvent()], aMemory({ remembered }), at(1))).toBeUndefined();
});

test('ten deliveries of a stop are one step', () => {
  const events = Array.from({ length: 10 }, () => anEvent());
  expect(reflexFor(trail, events, aMemory(), at(1))).toEqual(startLogging);
});

test('one successful stop among other events is enough', () => {
  const events = [
    anEvent({ id: 'refused', evidence: { errorCode: 'AccessDenied' } }),
    anEvent({ id: 'update', evidence: { eventName: 'UpdateTrail' } }),
    anEvent({ id: 'stop' }),
  ];
  expect(reflexFor(trail, events, aMemory(), at(1))).toEqual(startLogging);
});

test.each([
  ['no event asks for it', [], aMemory()],
  ['the stop was refused', [anEvent({ evidence: { errorCode: 'AccessDenied' } })], aMemory()],
  ['the stop is another account’s word', [anEvent({ accountId: '999999999999' })], aMemory()],
  ['the table did not answer', [anEvent()], anUnreachableMemory()],
  ['there is no baseline', [anEvent()], aMemory({ remembered: {} })],
  [
    'the baseline does not say it logs',
    [anEvent()],
    aMemory({ remembered: { baseline: aBaseline({ state: aStoppedTrailState() }) } }),
  ],
  ['a planned change is in force', [anEvent()], aMemory({ exemptions: [anExemption()] })],
  [
    'a planned change of the whole account is in force',
    [anEvent()],
    aMemory({ exemptions: [anExemption({ subjectKey: '*' })] }),
  ],
])('no step is sent before the reads when %s', (_, events, memory) => {
  expect(reflexFor(trail, events, memory, at(1))).toBeUndefined();
});

test('a planned change that is over does not hold the start back', () => {
  const memory = aMemory({ exemptions: [anExemption({ until: at(1) })] });
  expect(reflexFor(trail, [anEvent()], memory, at(1))).toEqual(startLogging);
});

test('the memory of one trail starts no other trail', () => {
  const other = aTrail({ name: 'other' });
  expect(subjectKey(other)).not.toBe(subjectKey(trail));
  expect(reflexFor(other, [anEvent()], aMemory(), at(1))).toBeUndefined();
});
