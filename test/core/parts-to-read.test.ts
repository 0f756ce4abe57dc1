import { expect, test } from '@jest/globals';
import type { Signal } from '../../shared/domain/signal';
import { partsToRead } from '../../shared/restore/reflex';
import { anEvent, evidenceOf } from '../builders/a-signal';
import { aRole, aRolePart, aWardenBaseline, without } from '../builders/warden/parts';

const check: Signal = {
  kind: 'check',
  ...{ id: 'one', by: 'sweep', receivedAt: '2026-11-21T20:00:00Z' },
  ...{ accountId: '222233334444', region: 'us-east-1' },
};

const readOf = (baseline: ReturnType<typeof aWardenBaseline>) =>
  partsToRead(aRolePart(), [check], { baseline });

test('a check reads every part of a role, also the text of its boundary', () => {
  expect(readOf(aWardenBaseline(aRole()))).toContain('boundaryText');
});

test('for an old baseline without a boundary’s text that text is not read', () => {
  const read = readOf(aWardenBaseline(without(aRole(), 'boundaryText')));
  expect([...read].sort()).toEqual(['attachedPolicies', 'inlinePolicies', 'tags', 'targets']);
});

test('a first sight reads the boundary’s text, because it may become the baseline', () => {
  expect(partsToRead(aRolePart(), [check], {})).toContain('boundaryText');
});

const attached = anEvent({
  evidence: evidenceOf({ eventSource: 'iam.amazonaws.com', eventName: 'AttachRolePolicy' }),
});

test.each([
  ['open', true],
  ['escalated', true],
  ['restored', false],
] as const)('an event on a subject whose incident is %s reads everything: %s', (state, isAll) => {
  const episode = {
    incidentId: 'one',
    state,
    openedAt: check.receivedAt,
    lastSeenAt: check.receivedAt,
  };
  const baseline = aWardenBaseline(aRole());
  const read = partsToRead(aRolePart(), [attached], { baseline, episode });
  expect(read.has('boundaryText')).toBe(isAll);
  expect(read).toContain('attachedPolicies');
});
