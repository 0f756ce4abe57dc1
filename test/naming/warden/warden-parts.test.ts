import { expect, test } from '@jest/globals';
import { wardenParts } from '../../../shared/signal/protected';

const what = {
  partition: 'aws',
  homeRegion: 'eu-west-1',
  securityAccountId: '222233334444',
  governedRegions: ['eu-west-1', 'us-east-1'],
  buckets: [],
  keys: [],
  topics: [],
};
const member = '111122223333';

const namesIn = (accountId: string, region: string, different: object = {}) =>
  wardenParts({ accountId, region }, { ...what, ...different }).map(({ id }) =>
    id
      .split(/:(?:rule|role|event-bus)\//)
      .at(-1)
      ?.replace(/^arn:aws:sqs:[^:]+:\d+:/, ''),
  );

test('a member at home has its rules, its queue, and the roles its stack makes there', () => {
  expect(namesIn(member, 'eu-west-1')).toEqual([
    'trailwarden-forward',
    'trailwarden-forward-warden',
    'trailwarden-forward-watch',
    'trailwarden-forward-adjacent',
    'trailwarden-undelivered',
    'trailwarden-forwarder-eu-west-1',
    'trailwarden-guard',
    'trailwarden-spare',
    'trailwarden-reader',
  ]);
});

test('the global Region lists every role of the account, because IAM is recorded there', () => {
  expect(namesIn(member, 'us-east-1')).toEqual([
    'trailwarden-forward',
    'trailwarden-forward-warden',
    'trailwarden-forward-watch',
    'trailwarden-forward-organization',
    'trailwarden-forward-role',
    'trailwarden-forward-adjacent',
    'trailwarden-undelivered',
    'trailwarden-forwarder-eu-west-1',
    'trailwarden-guard',
    'trailwarden-spare',
    'trailwarden-reader',
    'trailwarden-forwarder-us-east-1',
  ]);
});

test('a role belongs to the Region whose stack makes it', () => {
  const listed = wardenParts({ accountId: member, region: 'us-east-1' }, what);
  const regionOf = (name: string) => listed.find(({ id }) => id.endsWith(`role/${name}`))?.region;
  expect(regionOf('trailwarden-guard')).toBe('eu-west-1');
  expect(regionOf('trailwarden-forwarder-us-east-1')).toBe('us-east-1');
});

test('the global Region lists our roles even if no other part of ours is there', () => {
  expect(namesIn(member, 'us-east-1', { governedRegions: [] })).toEqual([
    'trailwarden-forwarder-eu-west-1',
    'trailwarden-guard',
    'trailwarden-spare',
    'trailwarden-reader',
  ]);
});

test('the security account also has the central parts, in the home Region only', () => {
  const centre = [
    'trailwarden',
    'trailwarden/trailwarden-signals',
    'trailwarden/trailwarden-attempts',
    'trailwarden/trailwarden-ticks',
    'trailwarden-signals',
    'trailwarden-signals-dead-letters',
    'trailwarden-attempts',
    'trailwarden-ticks',
  ];
  expect(namesIn('222233334444', 'eu-west-1')).toEqual(
    expect.arrayContaining([...centre, 'trailwarden-responder']),
  );
  expect(namesIn('222233334444', 'us-east-1')).toContain('trailwarden-responder');
  expect(namesIn('222233334444', 'us-east-1')).not.toContain('trailwarden');
});

test('the rules for other protected subjects exist in the Regions of those subjects', () => {
  const everything = {
    logArchiveAccountId: member,
    buckets: ['logs'],
    keys: ['arn:aws:kms:eu-west-1:111122223333:key/1'],
    logGroup: 'trail',
    topics: ['arn:aws:sns:eu-west-1:111122223333:files'],
    trailLogsRoles: ['CloudTrail_CloudWatchLogs'],
  };
  const rules = ['bucket', 'key', 'log-group', 'topic'].map((one) => `trailwarden-forward-${one}`);
  expect(namesIn(member, 'eu-west-1', everything)).toEqual(
    expect.arrayContaining([...rules, 'CloudTrail_CloudWatchLogs']),
  );
  expect(namesIn('222233334444', 'eu-west-1', everything)).not.toContain(rules[0]);
});

test('a Region that is not governed has no part of ours', () => {
  expect(namesIn(member, 'ap-south-1')).toEqual([]);
});
