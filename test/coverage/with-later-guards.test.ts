import { expect, test } from '@jest/globals';
import type { Coverage, KnownCoverage } from '../../shared/domain/coverage';
import { withLaterGuards } from '../../shared/watch/coverage/with-later-guards';
import { at } from '../builders/at';

const ID = '111122223333';
const trail = { id: `arn:aws:cloudtrail:us-east-1:${ID}:trail/main`, isOrganization: false };
const other = { ...trail, id: `arn:aws:cloudtrail:us-east-1:${ID}:trail/other` };
const guarded: Coverage = { kind: 'guarded', trails: [trail] };
const blind: Coverage = { kind: 'blind', trails: [{ ...trail, lacks: ['not logging'] }] };

const aLook = (region: string, coverage: Coverage, seconds: number): KnownCoverage => ({
  accountId: ID,
  region,
  coverage,
  lookedAt: at(seconds),
  since: at(0),
  by: 'sweep',
});

/** The coverage of the Region of the first look. */
const elsewhere = (...looks: readonly KnownCoverage[]) => withLaterGuards(looks)[0];

test('a trail that was put back after a Region was found blind guards that Region since then', () => {
  expect(elsewhere(aLook('eu-west-1', blind, 1), aLook('us-east-1', guarded, 2))).toMatchObject({
    region: 'eu-west-1',
    coverage: guarded,
    lookedAt: at(1),
    since: at(2),
  });
});

test('an earlier look at the trail does not count', () => {
  const look = aLook('eu-west-1', blind, 2);
  expect(elsewhere(look, aLook('us-east-1', guarded, 1))).toEqual(look);
});

test('the last look at the trail counts', () => {
  const look = aLook('eu-west-1', blind, 1);
  const others = [aLook('us-east-1', guarded, 2), aLook('ap-south-1', blind, 3)];
  expect(elsewhere(look, ...others)).toEqual(look);
});

test('another trail guards only the Region in which it was seen', () => {
  const look = aLook('eu-west-1', blind, 1);
  const by: Coverage = { kind: 'guarded', trails: [other] };
  expect(elsewhere(look, aLook('us-east-1', by, 2))).toEqual(look);
});

test('a place that could not be reached stays unreachable, even if a later look elsewhere was guarded', () => {
  const why = { kind: 'throttled', code: 'ThrottlingException', call: 'sts:AssumeRole' } as const;
  const look = aLook('eu-west-1', { kind: 'unreachable', why, trail: trail.id }, 1);
  expect(elsewhere(look, aLook('us-east-1', guarded, 2))).toEqual(look);
});
