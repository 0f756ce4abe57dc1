import { expect, test } from '@jest/globals';
import { isBeingFought, TAMPERED_MEANWHILE } from '../../shared/domain/happening';
import type { TakenStep } from '../../shared/domain/restoration';
import { at } from '../builders/at';

const start = (refusals?: number): TakenStep => ({
  step: {
    call: 'cloudtrail:StartLogging',
    accountId: '444455556666',
    region: 'us-east-1',
    input: { Name: 'main' },
  } as TakenStep['step'],
  as: 'reflex',
  sentAt: at(0),
  answeredAt: at(4),
  ...(refusals && { refusals }),
});

test.each([
  ['kept out by refusals', { outcome: 'failed', taken: [start(12)] }, true],
  ['undone while we looked', { outcome: 'failed', taken: [], again: TAMPERED_MEANWHILE }, true],
  ['refused once', { outcome: 'failed', taken: [start(1)] }, false],
  ['whole after many refusals', { outcome: 'restored', taken: [start(12)] }, false],
] as const)('whether a trail that is %s is being fought', (_, look, expected) => {
  expect(isBeingFought(look)).toBe(expected);
});
