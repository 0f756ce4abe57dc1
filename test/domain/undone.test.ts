import { expect, test } from '@jest/globals';
import type { Obstacle } from '../../shared/domain/obstacle';
import type { TakenUndo, UndoResult, UndoStep } from '../../shared/domain/undo';
import { undone } from '../../shared/domain/undone';

const AT = '2026-11-21T10:00:05.000Z';
const EventDataStore =
  'arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/0a1b2c3d-1111-4222-8333-444455556666';

const aStep = (call: 'RestoreEventDataStore' | 'StartEventDataStoreIngestion'): UndoStep => ({
  ...{ accountId: '111122223333', region: 'us-east-1', on: EventDataStore },
  call: `cloudtrail:${call}`,
  input: { EventDataStore },
});

const taken = (result: UndoResult, step = aStep('StartEventDataStoreIngestion')): TakenUndo => ({
  ...{ step, result },
  answeredAt: AT,
});

const obstacle = (kind: Obstacle['kind'], code: string): UndoResult => ({
  kind: 'obstacle',
  why: { kind, code, call: 'cloudtrail:StartEventDataStoreIngestion' },
});

test('two steps that were read back are one undoing, in their order', () => {
  const both = [
    taken({ kind: 'undone' }, aStep('RestoreEventDataStore')),
    taken({ kind: 'already' }),
  ];
  expect(undone(both)).toEqual({
    outcome: 'restored',
    isOurs: true,
    escalation: `Undone with cloudtrail:RestoreEventDataStore on ${EventDataStore} in 111122223333, cloudtrail:StartEventDataStoreIngestion on ${EventDataStore} in 111122223333. Look at who did it, and what they did meanwhile.`,
    timeline: [
      expect.objectContaining({ kind: 'step' }),
      expect.objectContaining({ kind: 'step' }),
      { at: AT, kind: 'restored', text: 'undone' },
    ],
  });
});

test('an event that was already undone by others is not counted as ours', () => {
  expect(undone([taken({ kind: 'already' })])).toMatchObject({
    outcome: 'unchanged',
    isOurs: false,
    escalation: expect.stringMatching(/^It is undone: it was so already/),
  });
});

test('an undoing that AWS took and does not show is not called restored', () => {
  expect(undone([taken({ kind: 'unseen' })])).toMatchObject({ outcome: 'failed', isOurs: true });
});

test('a newer change is left as it is', () => {
  expect(undone([taken({ kind: 'overtaken' })])).toMatchObject({
    outcome: 'unchanged',
    isOurs: false,
    escalation:
      'It is not undone: it was changed again since, and that is not what this event did.',
  });
});

test.each([
  ['throttled', 'ThrottlingException'],
  ['conflict', 'InactiveEventDataStoreException'],
  ['unreachable', 'TimeoutError'],
] as const)('an undoing that is %s is tried again, and says so meanwhile', (kind, code) => {
  const half = [
    taken({ kind: 'undone' }, aStep('RestoreEventDataStore')),
    taken(obstacle(kind, code)),
  ];
  const { again, escalation, outcome } = undone(half);
  expect(again).toBe(escalation);
  expect(again).toMatch(new RegExp(`^It was to be undone, and .*\\(${code}\\): it is tried again`));
  expect(outcome).toBe('failed');
});

test('a missing role is told with the name of its template', () => {
  expect(undone([taken(obstacle('denied', 'AccessDenied'))]).escalation).toBe(
    'Asked for and refused: cloudtrail:StartEventDataStoreIngestion was denied (AccessDenied). Deploy services/member/undo.yml in 111122223333 with this row, or do it by hand, as below.',
  );
});

test('an undoing that AWS will never take is escalated once', () => {
  const { again, escalation } = undone([
    taken(obstacle('rejected', 'EventDataStoreNotFoundException')),
  ]);
  expect(again).toBeUndefined();
  expect(escalation).toMatch(/Do it by hand, as below\.$/);
});
