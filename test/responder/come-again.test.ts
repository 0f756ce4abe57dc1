import { expect, test } from '@jest/globals';
import { type Again, lookAgain } from '../../services/responder/come-again';
import type { Obstacle, ObstacleKind } from '../../shared/domain/obstacle';
import type { Signal } from '../../shared/domain/signal';
import { aCheck, anEvent } from '../builders/a-signal';
import { anSqsRecord } from '../builders/an-sqs-record';

const minute: Signal = { ...aCheck(), kind: 'check', by: 'minute' };
const why = 'It is not whole.';
const met = (kind: ObstacleKind): Obstacle => ({ kind, code: 'Code', call: 'sts:AssumeRole' });
type Missed = Parameters<typeof lookAgain>[1];

test.each<[string, number, Omit<Missed, 'records' | 'why'>, number | 'once more' | 'left']>([
  ['a blow that others keep us out of', 1, { signals: [anEvent()], isFought: true }, 1],
  ['the same, received six times', 6, { signals: [anEvent()], isFought: true }, 1],
  ['an event that met a denial', 5, { signals: [anEvent()], met: met('denied') }, 'once more'],
  ['an event without an answer', 9, { signals: [anEvent()], met: met('unreachable') }, 'once more'],
  ['a check that met a denial', 2, { signals: [aCheck()], met: met('denied') }, 'once more'],
  ['a check that met its third', 3, { signals: [aCheck()], met: met('denied') }, 'left'],
  ['a check, STS silent', 4, { signals: [aCheck()], met: met('unreachable'), isUnseen: true }, 120],
  ['a check, throttled', 4, { signals: [aCheck()], met: met('throttled'), isUnseen: true }, 120],
  [
    'an event beside it',
    4,
    { signals: [aCheck(), anEvent()], met: met('throttled'), isUnseen: true },
    'once more',
  ],
  ['the minute’s own question', 1, { signals: [minute] }, 'left'],
])('whether and when %s, received %i times, comes again', (_, receives, missed, expected) => {
  const again: Again = new Map();
  const record = anSqsRecord({ receiveCount: receives });
  lookAgain(again, { records: [record], why, ...missed });
  const returned = again.get(record);
  expect(returned ? (returned.afterSeconds ?? 'once more') : 'left').toBe(expected);
});
