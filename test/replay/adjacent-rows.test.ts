import { expect, test } from '@jest/globals';
import { nothingKnown } from '../../shared/record/known';
import { turnsOff } from '../../shared/tampering/other/turn-off-other-logs/turns-off';
import { rows } from '../../shared/tampering/records/catalogue';
import { aRecord } from './a-record';
import { rowsOf } from './judging';

const of = (source: string) => (name: string, request?: object) =>
  aRecord({ source, name, request });
const guardduty = of('guardduty');
const securityhub = of('securityhub');
const macie = of('macie2');
const bedrock = of('bedrock');
const config = of('config');
const eks = (...clusterLogging: object[]) =>
  of('eks')('UpdateClusterConfig', { name: 'prod', logging: { clusterLogging } });
const logging = (more: object) =>
  bedrock('PutModelInvocationLoggingConfiguration', {
    loggingConfig: { s3Config: { bucketName: 'models' }, textDataDeliveryEnabled: true, ...more },
  });
const rule = (Status: string, more: object = {}) => ({
  Actions: [{ Type: 'FINDING_FIELDS_UPDATE', FindingFieldsUpdate: { Workflow: { Status } } }],
  ...more,
});
const ruleV2 = (StatusId: number) => ({ Actions: [{ FindingFieldsUpdate: { StatusId } }] });
const list = { detectorId: 'd', location: 's3://lists/ours.txt' };
const findings = { FindingIdentifiers: [{ Id: 'f', ProductArn: 'p' }] };
const criteria = { findingCriteria: { criterion: {} } };

const off: readonly Record<string, unknown>[] = [
  eks({ types: ['api', 'audit'], enabled: false }),
  eks({ types: ['scheduler'], enabled: false }),
  eks({ types: ['api'], enabled: true }, { types: ['audit'], enabled: false }),
  bedrock('DeleteModelInvocationLoggingConfiguration'),
  logging({ textDataDeliveryEnabled: false }),
  bedrock('PutModelInvocationLoggingConfiguration', { loggingConfig: {} }),
  of('rds')('StopActivityStream', {
    resourceArn: 'arn:aws:rds:us-east-1:111122223333:cluster:prod',
  }),
  macie('DisableMacie'),
  macie('UpdateMacieSession', { status: 'PAUSED' }),
  macie('UpdateMemberSession', { id: '444455556666', status: 'PAUSED' }),
  macie('DeleteMember', { id: '444455556666' }),
  macie('DisassociateMember', { id: '444455556666' }),
  macie('DisassociateFromAdministratorAccount'),
  macie('CreateFindingsFilter', { action: 'ARCHIVE', name: 'x', ...criteria }),
  macie('UpdateFindingsFilter', { id: 'x', action: 'ARCHIVE' }),
  macie('UpdateClassificationJob', { jobId: 'j', jobStatus: 'CANCELLED' }),
  macie('UpdateAutomatedDiscoveryConfiguration', { status: 'DISABLED' }),
  guardduty('UpdateDetector', { detectorId: 'd', enable: false }),
  guardduty('CreateIPSet', { ...list, activate: true }),
  guardduty('UpdateIPSet', { detectorId: 'd', ipSetId: 'i', activate: true }),
  guardduty('CreateTrustedEntitySet', { ...list, activate: true }),
  guardduty('UpdateTrustedEntitySet', { detectorId: 'd', activate: true }),
  guardduty('UpdateThreatIntelSet', { detectorId: 'd', activate: false }),
  guardduty('DeleteThreatIntelSet', { detectorId: 'd', threatIntelSetId: 't' }),
  guardduty('UpdateThreatEntitySet', { detectorId: 'd', activate: false }),
  guardduty('DeleteThreatEntitySet', { detectorId: 'd', threatEntitySetId: 't' }),
  guardduty('CreateFilter', { detectorId: 'd', name: 'x', action: 'ARCHIVE', ...criteria }),
  guardduty('UpdateFilter', { detectorId: 'd', filterName: 'x', action: 'ARCHIVE' }),
  config('DeleteConfigRule', { configRuleName: 'x' }),
  config('DeleteOrganizationConfigRule', { organizationConfigRuleName: 'x' }),
  config('DeleteConformancePack', { conformancePackName: 'x' }),
  config('DeleteOrganizationConformancePack', { organizationConformancePackName: 'x' }),
  config('DeleteConfigurationAggregator', { configurationAggregatorName: 'x' }),
  config('DeleteAggregationAuthorization', { authorizedAccountId: '444455556666' }),
  securityhub('UpdateFindings', { Filters: {}, RecordState: 'ARCHIVED' }),
  securityhub('BatchUpdateFindings', { ...findings, Workflow: { Status: 'SUPPRESSED' } }),
  securityhub('BatchUpdateFindings', { ...findings, workflow: { status: 'SUPPRESSED' } }),
  securityhub('BatchUpdateFindingsV2', { StatusId: 3 }),
  securityhub('CreateAutomationRule', rule('SUPPRESSED')),
  securityhub('CreateAutomationRuleV2', ruleV2(3)),
  securityhub('UpdateAutomationRuleV2', ruleV2(3)),
  securityhub('BatchUpdateAutomationRules', {
    UpdateAutomationRulesRequestItems: [rule('NEW'), rule('SUPPRESSED')],
  }),
];

/** Of a table of tests: the call, and what it asks for. */
const named = (all: readonly Record<string, unknown>[]) =>
  all.map(
    (record) => [record.eventName, JSON.stringify(record.requestParameters), record] as const,
  );

test.each(named(off))('%s %s turns a log or a detector off', (_name, _request, record) => {
  expect(rowsOf(record, nothingKnown)).toEqual(['finding ADJ']);
  expect(rowsOf({ ...record, errorCode: 'AccessDenied' })).toEqual(['attempt ADJ']);
});

test.each(
  named([
    eks({ types: ['api', 'audit'], enabled: true }),
    of('eks')('UpdateClusterConfig', {
      name: 'prod',
      resourcesVpcConfig: { endpointPublicAccess: false },
    }),
    of('rds')('StartActivityStream', { mode: 'async' }),
    macie('UpdateMacieSession', { status: 'ENABLED' }),
    macie('UpdateMacieSession', { findingPublishingFrequency: 'SIX_HOURS' }),
    macie('UpdateMemberSession', { id: '444455556666', status: 'ENABLED' }),
    macie('CreateFindingsFilter', { action: 'NOOP', name: 'x', ...criteria }),
    macie('UpdateFindingsFilter', { id: 'x', name: 'y' }),
    macie('UpdateClassificationJob', { jobId: 'j', jobStatus: 'RUNNING' }),
    macie('UpdateAutomatedDiscoveryConfiguration', { status: 'ENABLED' }),
    guardduty('UpdateDetector', { detectorId: 'd', enable: true }),
    guardduty('UpdateDetector', { detectorId: 'd', findingPublishingFrequency: 'ONE_HOUR' }),
    guardduty('CreateIPSet', { ...list, activate: false }),
    guardduty('UpdateIPSet', { detectorId: 'd', ipSetId: 'i', activate: false }),
    guardduty('UpdateIPSet', { detectorId: 'd', ipSetId: 'i', name: 'office' }),
    guardduty('DeleteIPSet', { detectorId: 'd', ipSetId: 'i' }),
    guardduty('CreateThreatIntelSet', { ...list, activate: true }),
    guardduty('UpdateThreatIntelSet', { detectorId: 'd', name: 'feed' }),
    guardduty('CreateFilter', { detectorId: 'd', name: 'x', ...criteria }),
    guardduty('CreateFilter', { detectorId: 'd', name: 'x', action: 'NOOP', ...criteria }),
    guardduty('UpdateFilter', { detectorId: 'd', filterName: 'x', action: 'NOOP' }),
    guardduty('UpdateFilter', { detectorId: 'd', filterName: 'x', rank: 1 }),
    guardduty('DeleteFilter', { detectorId: 'd', filterName: 'x' }),
    config('PutConformancePack', { conformancePackName: 'x' }),
    securityhub('UpdateFindings', { Filters: {}, RecordState: 'ACTIVE' }),
    securityhub('BatchUpdateFindings', { ...findings, Workflow: { Status: 'NOTIFIED' } }),
    securityhub('BatchUpdateFindings', { ...findings, Note: { Text: 'SUPPRESSED' } }),
    securityhub('BatchUpdateFindingsV2', { StatusId: 2 }),
    securityhub('CreateAutomationRule', rule('NOTIFIED')),
    securityhub('CreateAutomationRule', rule('SUPPRESSED', { RuleStatus: 'DISABLED' })),
    securityhub('CreateAutomationRule', {
      ...rule('NEW'),
      Criteria: { WorkflowStatus: [{ Value: 'SUPPRESSED', Comparison: 'EQUALS' }] },
    }),
    securityhub('CreateAutomationRuleV2', ruleV2(2)),
    securityhub('BatchUpdateAutomationRules', {
      UpdateAutomationRulesRequestItems: [rule('NOTIFIED')],
    }),
  ]),
)('%s %s is not reported', (_name, _request, record) => {
  expect(rowsOf(record)).toEqual([]);
});

test.each(
  named([
    // The console restates every kind of log.
    eks({ types: ['api', 'audit'], enabled: true }, { types: ['scheduler'], enabled: false }),
    logging({}),
    guardduty('UpdateIPSet', list),
    guardduty('UpdateThreatIntelSet', { ...list, activate: true }),
    guardduty('UpdateFilter', { detectorId: 'd', filterName: 'x', ...criteria }),
    macie('UpdateFindingsFilter', { id: 'x', ...criteria }),
  ]),
)('%s %s is set aside: what was set before is not known', (_name, _request, record) => {
  expect(rowsOf(record)).toEqual(['set-aside ADJ']);
});

test('a call that may turn something on is set aside where the record has no request, and is an attempt where it failed', () => {
  const sources = rows
    .filter(({ id }) => id === 'ADJ')
    .flatMap(({ events }) => Object.entries(events));
  for (const name of Object.keys(turnsOff)) {
    const sourcesOfCall = sources.filter(([, names]) => names.includes(name));
    expect(sourcesOfCall).toHaveLength(1);
    const source = sourcesOfCall[0]?.[0].replace('.amazonaws.com', '') ?? '';
    const record = aRecord({ source, name });
    expect(rowsOf(record)).toEqual(['set-aside ADJ']);
    expect(rowsOf({ ...record, errorCode: 'AccessDenied' })).toEqual(['attempt ADJ']);
  }
});
