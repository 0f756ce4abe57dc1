import { expect, test } from '@jest/globals';
import type { Memory } from '../../shared/domain/memory';
import type { Signal } from '../../shared/domain/signal';
import { subjectKey } from '../../shared/domain/subject';
import { isLeftToADeepLook, partsToRead } from '../../shared/restore/reflex';
import { aBaseline } from '../builders/a-baseline';
import { anEvent, evidenceOf } from '../builders/a-signal';
import { aTrail } from '../builders/a-trail';
import { aPart, aRole, aRolePart, aWardenBaseline, without } from '../builders/warden/parts';

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

const light: Signal = { ...check, isLight: true };
const episodeOf = (state: 'open' | 'restored') => ({
  incidentId: 'one',
  ...{ state, openedAt: check.receivedAt, lastSeenAt: check.receivedAt },
});

test('a light look reads where a rule delivers to and what a trail records, and nothing else', () => {
  const baseline = aWardenBaseline(aRole());
  expect([...partsToRead(aRolePart(), [light], { baseline })]).toEqual(['targets']);
  const trail = aTrail();
  const ofTrail = partsToRead(trail, [light], { baseline: aBaseline() });
  expect([...ofTrail]).toEqual(['selectors']);
});

test('beside a light look an event still makes us read what its technique judges', () => {
  const read = partsToRead(aRolePart(), [light, attached], { baseline: aWardenBaseline(aRole()) });
  expect([...read].sort()).toEqual(['attachedPolicies', 'targets']);
});

test('a light look reads everything at first sight, and while something is wrong or owed', () => {
  const baseline = aWardenBaseline(aRole());
  for (const memory of [
    {},
    { baseline, episode: episodeOf('open') },
    { baseline, owedSince: check.receivedAt },
  ]) {
    expect(partsToRead(aRolePart(), [light], memory)).toContain('boundaryText');
  }
});

test('a role waits for a deep look only where it is known, whole, and asked for lightly alone', () => {
  const role = aRolePart();
  const known = (memory: object): Memory => ({
    kind: 'known',
    ...{ readAt: check.receivedAt, subjects: { [subjectKey(role)]: memory }, exemptions: [] },
  });
  const baseline = aWardenBaseline(aRole());
  const whole = known({ baseline, episode: episodeOf('restored') });
  expect(isLeftToADeepLook(role, [light], whole)).toBe(true);
  expect(isLeftToADeepLook(role, [light, check], whole)).toBe(false);
  expect(isLeftToADeepLook(role, [light], known({}))).toBe(false);
  expect(isLeftToADeepLook(role, [light], known({ baseline, episode: episodeOf('open') }))).toBe(
    false,
  );
  expect(isLeftToADeepLook(role, [light], undefined)).toBe(false);
  const rule = aPart('events:us-east-1:222233334444:rule/trailwarden-forward');
  expect(isLeftToADeepLook(rule, [light], known({ baseline }))).toBe(false);
  expect(isLeftToADeepLook(aTrail(), [light], whole)).toBe(false);
});
