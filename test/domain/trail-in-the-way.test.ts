import { expect, test } from '@jest/globals';
import { describeNameTaken, describeTrailsInTheWay } from '../../shared/domain/trail-in-the-way';

const arnOf = (name: string) => `arn:aws:cloudtrail:us-east-1:111122223333:trail/${name}`;
const trail = (name: string, different = {}) => ({
  ...{ arn: arnOf(name), region: 'us-east-1', isOwn: true },
  ...different,
});

test('the trails in the way are named with their makers, newest first, with the command that deletes the newest', () => {
  const said = describeTrailsInTheWay([
    trail('old', { guardedSince: '2026-01-01T00:00:00.000Z' }),
    trail('rogue', { by: 'arn:aws:iam::111122223333:user/mallory', at: '2026-11-21T20:00:00Z' }),
    trail('of-the-organization', { isOwn: false }),
  ]);
  expect(said).toMatch(
    /rogue, made by arn:aws:iam::111122223333:user\/mallory at 2026-11-21T20:00:00Z, no baseline; .*trail\/old, who made it is not known yet, guarded since 2026-01-01/,
  );
  expect(said).toMatch(/and 1 of the organization/);
  expect(said).toMatch(
    /: aws cloudtrail delete-trail --region us-east-1 --name arn:\S+:trail\/rogue$/,
  );
});

test('the command for a trail with a baseline retires it before it deletes it', () => {
  const said = describeTrailsInTheWay([trail('rogue', { guardedSince: '2026-11-21T20:00:00Z' })]);
  expect(said).toMatch(
    /trailwarden baseline retire \S+rogue --unguarded --why "[^"]+", and then aws cloudtrail delete-trail/,
  );
});

test('when another Region is full, no command is offered', () => {
  expect(describeTrailsInTheWay([])).not.toMatch(/delete-trail/);
});

const hostage = {
  ...{ arn: arnOf('main').replace('us-east-1', 'eu-west-1'), region: 'eu-west-1', isOwn: true },
};

test('a name that is taken is told with the trail that has it, its Region and the command that deletes that trail', () => {
  const said = describeNameTaken(arnOf('main'), [trail('main-2'), hostage]);
  expect(said).toMatch(
    /Another trail has its name.*eu-west-1:111122223333:trail\/main, who made it/,
  );
  expect(said).toMatch(/lookup-events --region eu-west-1 .*AttributeValue=main\./);
  expect(said).toMatch(
    /: aws cloudtrail delete-trail --region eu-west-1 --name \S+eu-west-1:\S+trail\/main$/,
  );
  const by = { by: 'arn:aws:iam::111122223333:user/mallory', at: '2026-11-21T20:00:00Z' };
  const known = describeNameTaken(arnOf('main'), [{ ...hostage, ...by }]);
  expect(known).toMatch(/made by \S+mallory at 2026-11-21/);
  expect(known).not.toMatch(/lookup-events/);
});

test('there is no description when no other trail of the account has the name', () => {
  const others = [trail('main'), trail('other'), { ...hostage, isOwn: false }];
  expect(describeNameTaken(arnOf('main'), others)).toBeUndefined();
});
