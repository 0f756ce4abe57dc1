import { describe, expect, test } from '@jest/globals';
import { nothingKnown, type TrailPast } from '../../shared/record/known';
import { aRecord } from './a-record';
import { judged, rowsOf } from './judging';

const trail = (name: string, request?: unknown, other: object = {}) =>
  aRecord({ source: 'cloudtrail', name, request, ...other });
const organizations = (name: string, request?: unknown, other: object = {}) =>
  aRecord({ source: 'organizations', name, request, ...other });
const update = (settings: object) => trail('UpdateTrail', { name: 'main', ...settings });
const basic = (...eventSelectors: object[]) =>
  trail('PutEventSelectors', { trailName: 'main', eventSelectors });
const management = (...narrowing: object[]) =>
  trail('PutEventSelectors', {
    trailName: 'main',
    advancedEventSelectors: [
      { fieldSelectors: [{ field: 'eventCategory', equals: ['Management'] }, ...narrowing] },
    ],
  });
const all = { includeManagementEvents: true, readWriteType: 'All' };
const manifest = (enabled: boolean) => ({ manifest: { centralizedLogging: { enabled } } });

test.each([
  ['CT-01', trail('StopLogging', { name: 'main' })],
  ['CT-01', trail('StopLogging')],
  ['CT-02', trail('DeleteTrail', { name: 'main' })],
  ['CT-03', update({ s3BucketName: 'elsewhere' })],
  ['CT-03', update({ s3KeyPrefix: 'x' })],
  ['CT-03', trail('CreateTrail', { name: 'main', s3BucketName: 'theirs' })],
  ['CT-04', update({ isMultiRegionTrail: false })],
  ['CT-04', update({ includeGlobalServiceEvents: false })],
  ['CT-05', update({ isOrganizationTrail: false })],
  ['CT-06', update({ enableLogFileValidation: false })],
  ['CT-06', update({ kmsKeyId: '' })],
  ['CT-07', update({ cloudWatchLogsLogGroupArn: '' })],
  ['CT-07', update({ snsTopicName: '' })],
  ['CT-08', basic({ ...all, readWriteType: 'ReadOnly' })],
  ['CT-08', basic({ ...all, includeManagementEvents: false })],
  ['CT-08', basic({ ...all, excludeManagementEventSources: ['kms.amazonaws.com'] })],
  ['CT-09', management({ field: 'readOnly', equals: ['true'] })],
  ['CT-09', management({ field: 'eventSource', notEquals: ['kms.amazonaws.com'] })],
  ['CT-11', trail('PutEventConfiguration', { trailName: 'main', maxEventSize: 'Standard' })],
  ['CT-11', trail('RemoveTags', { resourceId: 'main', tagsList: [{ key: 'guard' }] })],
  ['CT-12', trail('StopEventDataStoreIngestion', { eventDataStore: 'e' })],
  ['CT-12', trail('UpdateEventDataStore', { eventDataStore: 'e', retentionPeriod: 7 })],
  [
    'CT-13',
    trail('DeregisterOrganizationDelegatedAdmin', { delegatedAdminAccountId: '444455556666' }),
  ],
  ['CT-13', trail('RegisterOrganizationDelegatedAdmin', { memberAccountId: '777788889999' })],
  ['CT-14', trail('CreateTrail', { name: 'rogue', s3BucketName: 'theirs' })],
  [
    'ORG-01',
    organizations('DisableAWSServiceAccess', { servicePrincipal: 'cloudtrail.amazonaws.com' }),
  ],
  ['ORG-02', organizations('LeaveOrganization')],
  [
    'ORG-02',
    organizations('AccountDepartedOrganization', null, {
      eventType: 'AwsServiceEvent',
      serviceEventDetails: { departedMethod: 'Left' },
    }),
  ],
  [
    'ORG-03',
    organizations('AccountDepartedOrganization', null, {
      eventType: 'AwsServiceEvent',
      serviceEventDetails: { departureMethod: 'REMOVED' },
    }),
  ],
  ['ORG-03', organizations('RemoveAccountFromOrganization', { accountId: '444455556666' })],
  [
    'ORG-04',
    organizations(
      'AcceptHandshake',
      { handshakeId: 'h-1' },
      { responseElements: { handshake: { action: 'INVITE' } } },
    ),
  ],
  ['ORG-05', organizations('DisablePolicyType', { policyType: 'SERVICE_CONTROL_POLICY' })],
  [
    'ORG-06',
    organizations('CreatePolicy', {
      name: 'x',
      content: '{"Statement":{"Effect":"Deny","Action":"cloudtrail:Start*","Resource":"*"}}',
    }),
  ],
  ['ORG-08', organizations('CloseAccount', { accountId: '444455556666' })],
  ['ORG-08', organizations('DeleteOrganization')],
  [
    'ORG-09',
    organizations('DeregisterDelegatedAdministrator', {
      accountId: '444455556666',
      servicePrincipal: 'cloudtrail.amazonaws.com',
    }),
  ],
  [
    'ORG-10',
    aRecord({ source: 'controltower', name: 'UpdateLandingZone', request: manifest(false) }),
  ],
  [
    'ACC-01',
    aRecord({ source: 'account', name: 'EnableRegion', request: { RegionName: 'ap-east-1' } }),
  ],
  [
    'CWL-07',
    aRecord({
      source: 'iam',
      name: 'DeleteServiceLinkedRole',
      request: { roleName: 'AWSServiceRoleForCloudTrail' },
    }),
  ],
  ['GRD-05', aRecord({ source: 'cloudformation', name: 'DeactivateOrganizationsAccess' })],
  [
    'EVT-01',
    aRecord({
      source: 'iam',
      name: 'CreatePolicy',
      request: { omitted: 'true', reason: 'requestParameters too large' },
    }),
  ],
  [
    'ADJ',
    aRecord({
      source: 'guardduty',
      name: 'UpdateDetector',
      request: { detectorId: 'd', enable: false },
    }),
  ],
])('%s is found on any target', (row, record) => {
  expect(rowsOf(record)).toContain(`finding ${row}`);
});

test.each([
  ['more Regions', update({ isMultiRegionTrail: true, includeGlobalServiceEvents: true })],
  ['validation', update({ enableLogFileValidation: true })],
  ['everything selected', basic(all)],
  ['defaults left out', basic({})],
  [
    'reads and writes by two selectors',
    basic({ ...all, readWriteType: 'ReadOnly' }, { ...all, readWriteType: 'WriteOnly' }),
  ],
  ['all management events, in the advanced form', management()],
  [
    'Insights turned on',
    trail('PutInsightSelectors', { insightSelectors: [{ insightType: 'ApiCallRateInsight' }] }),
  ],
  ['a trail into our bucket', trail('CreateTrail', { name: 'second', s3BucketName: 'our-logs' })],
  [
    'a trail that is made again into its bucket',
    trail('CreateTrail', { name: 'main', s3BucketName: 'our-logs' }),
  ],
  [
    'our own administrator',
    trail('RegisterOrganizationDelegatedAdmin', { memberAccountId: '444455556666' }),
  ],
  [
    'trusted access of a service beside the point',
    organizations('DisableAWSServiceAccess', { servicePrincipal: 'ram.amazonaws.com' }),
  ],
  [
    'a handshake about features',
    organizations(
      'AcceptHandshake',
      {},
      { responseElements: { handshake: { action: 'APPROVE_ALL_FEATURES' } } },
    ),
  ],
  [
    'a kind of policy that guards nothing',
    organizations('DisablePolicyType', { policyType: 'TAG_POLICY' }),
  ],
  [
    'a guard-rail',
    organizations('CreatePolicy', {
      content:
        '{"Statement":[{"Effect":"Deny","Action":["cloudtrail:StopLogging","cloudtrail:DeleteTrail"],"Resource":"*"}]}',
    }),
  ],
  ['the same call of another service', aRecord({ source: 'ec2', name: 'StopLogging' })],
  ['a read', trail('StopLogging', { name: 'main' }, { readOnly: true })],
])('%s is not reported', (_, record) => {
  expect(rowsOf(record)).toEqual([]);
});

test('a failed call is an attempt', () => {
  const denied = { errorCode: 'AccessDenied' };
  expect(rowsOf(trail('StopLogging', { name: 'main' }, denied))).toEqual(['attempt CT-01']);
  expect(rowsOf(organizations('LeaveOrganization', null, denied))).toEqual(['attempt ORG-02']);
});

test('a failed strengthening is nothing', () => {
  const record = { ...update({ enableLogFileValidation: true }), errorCode: 'AccessDenied' };
  expect(rowsOf(record)).toEqual([]);
});

test('an UpdateTrail without parameters may be any of its rows', () => {
  expect(rowsOf(trail('UpdateTrail', null, { errorCode: 'AccessDenied' }))).toEqual([
    'attempt CT-03..07',
  ]);
  expect(rowsOf(trail('UpdateTrail'))).toEqual(['set-aside CT-03..07']);
});

test("a VPC endpoint's copy of a call is set aside, with the reason", () => {
  const [only] = judged({ ...update({ isMultiRegionTrail: false }), eventType: 'AwsVpceEvent' });
  expect(only?.kind).toBe('set-aside');
  expect(only?.why).toMatch(/network activity/);
});

test('a bucket the console sends again is no redirection where the one before is not known', () => {
  const record = update({ s3BucketName: 'logs', isMultiRegionTrail: true });
  expect(rowsOf(record)).toEqual(['set-aside CT-03']);
});

test('a trail that is made again under its name is compared with its bucket of before', () => {
  const arn = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main';
  const made = (s3BucketName: string) => trail('CreateTrail', { name: 'main', s3BucketName });
  const settings = { s3BucketName: 'our-logs' };
  const listed = { ...nothingKnown, subjects: { trails: [arn] } };
  const known = { ...listed, trails: new Map([[arn, { settings }]]) };
  expect(rowsOf(made('our-logs'), known)).toEqual([]);
  expect(rowsOf(made('theirs'), known)).toEqual(['finding CT-03']);
  expect(rowsOf(made('theirs'), listed)).toEqual(['set-aside CT-03']);
  expect(rowsOf(made('theirs'), nothingKnown)).toEqual([]);
});

test('a setting that the baseline has is no change, and another one is', () => {
  const arn = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main';
  const known = {
    ...nothingKnown,
    trails: new Map([[arn, { settings: { s3BucketName: 'our-logs' } }]]),
  };
  expect(rowsOf(update({ s3BucketName: 'our-logs' }), known)).toEqual([]);
  expect(rowsOf(update({ s3BucketName: 'other' }), known)).toEqual(['finding CT-03']);
  expect(rowsOf(update({ snsTopicName: '' }), known)).toEqual([]);
});

describe('Insights', () => {
  const arn = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main';
  const put = (...types: string[]) =>
    trail('PutInsightSelectors', {
      trailName: 'main',
      insightSelectors: types.map((insightType) => ({ insightType })),
    });
  const following = (past: Partial<TrailPast>) => {
    const settings = { s3BucketName: 'our-logs' };
    const known = { settings, past: { made: [], insights: [], ...past } };
    return { ...nothingKnown, trails: new Map([[arn, known]]) };
  };
  const at = '2026-11-21T09:59:59Z';

  test('set to none are set aside where nothing says what there was', () => {
    expect(rowsOf(put())).toEqual(['set-aside CT-10']);
  });

  test('set to none after some were turned on are found', () => {
    const types = ['ApiCallRateInsight'];
    expect(rowsOf(put(), following({ insights: [{ at, by: 'x', types }] }))).toEqual([
      'finding CT-10',
    ]);
  });

  test('set to none with the trail itself, as the console does, are nothing', () => {
    expect(rowsOf(put(), following({ insights: [{ at, by: 'x', types: [] }] }))).toEqual([]);
  });
});

test('one call may be found under several rows', () => {
  const record = update({ isMultiRegionTrail: false, enableLogFileValidation: false });
  expect(rowsOf(record)).toEqual(['finding CT-04', 'finding CT-06']);
});

test('a key, a log group or a topic where there was none is no tampering, unless it is foreign', () => {
  const arn = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main';
  const settings = { s3BucketName: 'our-logs' };
  const known = { ...nothingKnown, trails: new Map([[arn, { settings }]]) };
  const key = (accountId: string) =>
    rowsOf(update({ kmsKeyId: `arn:aws:kms:us-east-1:${accountId}:key/9` }), known);
  expect(key('111122223333')).toEqual([]);
  expect(key('777788889999')).toEqual(['finding CT-06']);
});

test('what is removed is found, also where everything else is sent again', () => {
  const record = update({ s3BucketName: 'our-logs', isMultiRegionTrail: true, snsTopicName: '' });
  expect(rowsOf(record)).toEqual(['finding CT-07']);
});
