import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { describeValue } from '../../services/cli/docs/pages/describe-value';
import { permissionsPage } from '../../services/cli/docs/pages/permissions-page';
import { readRoleGrants } from '../../services/cli/docs/read-role-grants';

const roles = readRoleGrants();
const { text } = permissionsPage(roles);

test('docs/permissions.md is what the templates say (npm run docs)', () => {
  expect(readFileSync(join(__dirname, '../../docs/permissions.md'), 'utf8')).toBe(text);
});

test('every role that Trailwarden makes is on the page', () => {
  expect(roles.map(({ name }) => describeValue(name))).toEqual([
    'trailwarden-forwarder-<region>',
    'trailwarden-guard',
    'trailwarden-spare',
    'trailwarden-reader',
    'trailwarden-undo',
    'trailwarden-buckets-forwarder-<region>',
    'trailwarden-bucket-guard',
    'trailwarden-logins-forwarder-<region>',
    'trailwarden-login-forwarder-<region>',
    'trailwarden-hosts-look-<region>',
    'trailwarden-containment',
    'trailwarden-collector',
    'trailwarden-forensics',
    'trailwarden-examiner',
    'trailwarden-responder',
    'trailwarden-sweeper',
    'trailwarden-notifier',
    'trailwarden-acknowledger',
    'trailwarden-operator',
    'trailwarden-baseline-keeper',
    'trailwarden-investigator',
    'trailwarden-releaser',
    'trailwarden-bucket-policy-machine',
    'trailwarden-bucket-policy',
    'trailwarden-instance-login-machine',
    'trailwarden-instance-login',
    'trailwarden-logins',
  ]);
});

test('every permission of every role is on the page', () => {
  const actions = roles.flatMap(({ statements }) =>
    statements.flatMap((entry) => ('Fn::If' in entry ? entry['Fn::If'][1] : entry).Action),
  );
  expect(actions.length).toBeGreaterThan(100);
  expect(actions.filter((action) => !text.includes(`\`${action}\``))).toEqual([]);
});

test('a permission is told with the steps it is for, under the names of their calls', () => {
  expect(text.replace(/\n\s*/g, ' ')).toContain(
    '`s3:PutLifecycleConfiguration` (PutBucketLifecycleConfiguration, DeleteBucketLifecycle)',
  );
});
