import { expect, test } from '@jest/globals';
import { describeTrailsInTheWay } from '../../shared/domain/trail-in-the-way';

const arnOf = (name: string) => `arn:aws:cloudtrail:us-east-1:111122223333:trail/${name}`;
const trail = (name: string, different = {}) => ({
  ...{ arn: arnOf(name), region: 'us-east-1', isOwn: true },
  ...different,
});

test('who stands in the way is named with who made it, newest first, and the newest is offered for deletion', () => {
  const said = describeTrailsInTheWay([
    trail('old', { guardedSince: '2026-01-01T00:00:00.000Z' }),
    trail('rogue', { by: 'arn:aws:iam::111122223333:user/mallory', at: '2026-11-21T20:00:00Z' }),
    trail('of-the-organization', { isOwn: false }),
  ]);
  expect(said).toMatch(
    /rogue, made by arn:aws:iam::111122223333:user\/mallory at 2026-11-21T20:00:00Z, no baseline; .*trail\/old, who made it was not heard, guarded since 2026-01-01/,
  );
  expect(said).toMatch(/and 1 of the organization/);
  expect(said).toMatch(
    /: aws cloudtrail delete-trail --region us-east-1 --name arn:\S+:trail\/rogue$/,
  );
});

test('one with a baseline is retired before it is deleted, or it would come back', () => {
  const said = describeTrailsInTheWay([trail('rogue', { guardedSince: '2026-11-21T20:00:00Z' })]);
  expect(said).toMatch(
    /trailwarden baseline retire \S+rogue --unguarded --why "[^"]+", and then aws cloudtrail delete-trail/,
  );
});

test('where the full Region is another one, that is said, and nothing is offered', () => {
  expect(describeTrailsInTheWay([])).not.toMatch(/delete-trail/);
});
