import { expect, test } from '@jest/globals';
import type { SeenTrail } from '../../shared/domain/coverage';
import { judge, sightOf } from '../../shared/watch/coverage/judge';
import { aTrailState } from '../builders/a-trail-state';
import { aDenial, anUnreachable, aPresent } from '../builders/an-observation';
import { ALL_MANAGEMENT, advanced, anAdvancedSelector, basic, KMS } from '../builders/selectors';

const ID = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main';

const aSeenTrail = (different: Partial<SeenTrail> = {}): SeenTrail => ({
  id: ID,
  isLogging: true,
  isMultiRegion: true,
  isOrganization: false,
  selectors: ALL_MANAGEMENT,
  ...different,
});

const judged = (...seen: readonly SeenTrail[]) => judge({ seen, missed: [] });

test('a logging multi-Region trail with all management events guards a place', () => {
  expect(judged(aSeenTrail())).toEqual({
    kind: 'guarded',
    trails: [{ id: ID, isOrganization: false }],
  });
});

test('the organization’s trail guards as well as an own one', () => {
  expect(judged(aSeenTrail({ isOrganization: true }))).toMatchObject({
    kind: 'guarded',
    trails: [{ isOrganization: true }],
  });
});

test('a place without any trail is blind', () => {
  expect(judged()).toEqual({ kind: 'blind', trails: [] });
});

test.each<[string, Partial<SeenTrail>]>([
  ['not logging', { isLogging: false }],
  ['one Region only', { isMultiRegion: false }],
  ['not all management events', { selectors: basic({ ReadWriteType: 'WriteOnly' }) }],
  ['not all management events', { selectors: basic({ ExcludeManagementEventSources: [KMS] }) }],
])('a trail that is %s guards nothing, and is named', (lacks, different) => {
  expect(judged(aSeenTrail(different))).toEqual({
    kind: 'blind',
    trails: [{ id: ID, isOrganization: false, lacks: [lacks] }],
  });
});

test('management events that were not read never count as all of them', () => {
  const { selectors: _, ...unread } = aSeenTrail();
  expect(judged(unread)).toMatchObject({ trails: [{ lacks: ['not all management events'] }] });
});

test('advanced selectors select all management events as well as basic ones', () => {
  const selectors = advanced(anAdvancedSelector('Management'));
  expect(judged(aSeenTrail({ selectors })).kind).toBe('guarded');
});

test('a place is not called blind while an unread trail may guard it', () => {
  const seen = [aSeenTrail({ isLogging: false })];
  expect(judge({ seen, missed: [{ why: aDenial() }] })).toEqual({
    kind: 'unreachable',
    why: aDenial(),
  });
});

test('one trail that guards is enough, even if others could not be read', () => {
  expect(judge({ seen: [aSeenTrail()], missed: [{ why: aDenial() }] }).kind).toBe('guarded');
});

test('a check saw the trails that it observed, and missed those that it could not reach', () => {
  const present = aPresent({ state: aTrailState({ status: { isLogging: false } }) });
  expect(sightOf([present, anUnreachable()])).toEqual({
    seen: [aSeenTrail({ isLogging: false })],
    missed: [{ why: aDenial(), trail: ID }],
  });
});

test('a trail that is not delivered guards its place, and the place says so', () => {
  const status = { ...aTrailState().status, latestDeliveryError: 'AccessDenied' };
  const state = aTrailState({ status, selectors: ALL_MANAGEMENT });
  const sight = sightOf([aPresent({ state })]);
  expect(judge(sight)).toMatchObject({
    kind: 'guarded',
    trails: [{ deliveryError: 'AccessDenied' }],
  });
});
